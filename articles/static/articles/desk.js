// Additions to the libraries: labels for screen readers, and a warning before unsaved typing is lost.

const { gettext = text => text, django } = window

// Strings that the editor's menu has in English only; "Heading 2" and the like come from its list of styles.
const MENU = {
    "paragraph": gettext("paragraph"),
    "unordered list": gettext("unordered list"),
    "ordered list": gettext("ordered list"),
    "List properties": gettext("List properties"),
    "blockquote": gettext("blockquote"),
    "figure": gettext("figure"),
    "bold": gettext("bold"),
    "italic": gettext("italic"),
    "insert link": gettext("insert link"),
    "remove link": gettext("remove link"),
    "Insert table": gettext("Insert table"),
    "Add column": gettext("Add column"),
    "Delete column": gettext("Delete column"),
    "Add row": gettext("Add row"),
    "Delete row": gettext("Delete row"),
    "Merge cells": gettext("Merge cells"),
    "Split cell": gettext("Split cell"),
    "Toggle header cell": gettext("Toggle header cell"),
    "Delete table": gettext("Delete table"),
    "undo": gettext("undo"),
    "redo": gettext("redo"),
    "edit HTML": gettext("edit HTML"),
    "Heading 2": gettext("Heading 2"),
    "Heading 3": gettext("Heading 3"),
    "Paragraph": gettext("Paragraph"),
}

// The editor translates these itself; they are listed here for makemessages.
export const DIALOGS = [
    gettext("Add caption"),
    gettext("Alternative Text"),
    gettext("Browse..."),
    gettext("Bullets"),
    gettext("Cancel"),
    gettext("Caption"),
    gettext("Columns"),
    gettext("Decimal numbers"),
    gettext("Edit Figure"),
    gettext("Edit HTML"),
    gettext("Edit Image"),
    gettext("Edit Link"),
    gettext("Image URL"),
    gettext("Include header row"),
    gettext("Insert"),
    gettext("Insert Figure"),
    gettext("Insert Table"),
    gettext("List type"),
    gettext("Lowercase Roman numerals"),
    gettext("Lowercase letters"),
    gettext("Open in new window"),
    gettext("Prettify"),
    gettext("Remove caption"),
    gettext("Rows"),
    gettext("Start at"),
    gettext("Table Properties"),
    gettext("The HTML contents of the editor. Note that the allowed HTML is restricted by the editor schema."),
    gettext("Title"),
    gettext("Toggle fullscreen"),
    gettext("URL"),
    gettext("Update"),
    gettext("Uppercase Roman numerals"),
    gettext("Uppercase letters"),
]

function labelOf(field) {
    return document.querySelector(`label[for="${field.id}"]`)?.textContent.trim().replace(/[:：]$/, "")
}

document.addEventListener("prose-editor:ready", ({ detail }) => {
    const name = labelOf(detail.textarea)
    if (name) detail.editor.view.dom.setAttribute("aria-label", name)
    detail.editor.on("create", () => sayInTheDesksLanguage(detail.textarea.closest(".prose-editor")))
})

function sayInTheDesksLanguage(editor) {
    for (const button of editor.querySelectorAll(".prose-menubar button")) {
        button.title = MENU[button.title] ?? button.title
        if (button.title) button.ariaLabel = button.title
    }
    for (const style of editor.querySelectorAll(".prose-menubar button > :is(h2, h3, p)")) {
        style.textContent = MENU[style.textContent] ?? style.textContent
    }
}

function nameSearchFields() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
        const field = select.nextElementSibling?.querySelector(".select2-search__field")
        if (field) field.setAttribute("aria-label", labelOf(select) ?? gettext("Search"))
    }
}

// Select2 builds its fields on DOMContentLoaded, after modules have run.
django?.jQuery(() => {
    nameSearchFields()
    django.jQuery(document).on("select2:open", ({ target }) => {
        const field = document.querySelector(".select2-container--open .select2-search--dropdown input")
        field?.setAttribute("aria-label", labelOf(target) ?? gettext("Search"))
    })
})

let typed = false
const form = document.querySelector("#content-main > form")
form?.addEventListener("input", () => { typed = true })
form?.addEventListener("change", () => { typed = true })
form?.addEventListener("submit", () => { typed = false })
window.addEventListener("beforeunload", event => { if (typed) event.preventDefault() })
