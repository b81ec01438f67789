// What the libraries' own scripts leave out: names for screen readers, and a word before typing is lost.

const { gettext = text => text, django } = window

function labelOf(field) {
    return document.querySelector(`label[for="${field.id}"]`)?.textContent.trim().replace(/[:：]$/, "")
}

document.addEventListener("prose-editor:ready", ({ detail }) => {
    const name = labelOf(detail.textarea)
    if (name) detail.editor.view.dom.setAttribute("aria-label", name)
    for (const button of document.querySelectorAll(".prose-menubar button:not([aria-label])")) {
        button.setAttribute("aria-label", button.title || button.dataset.name)
    }
})

function nameSearchFields() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
        const field = select.nextElementSibling?.querySelector(".select2-search__field")
        if (field) field.setAttribute("aria-label", labelOf(select) ?? gettext("Search"))
    }
}

// Select2 draws its fields when the document is ready, later than a module runs.
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
