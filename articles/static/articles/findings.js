// Jump from a finding to its words: in the editor, in a field, or in an inline row.

import { isDirty } from "articles/desk_autosave"
import { PlainText } from "articles/desk_body"

const NARROW = matchMedia("(max-width: 767px)")
const panel = () => document.getElementById("findings")

let editor = null

document.addEventListener("prose-editor:ready", ({ detail }) => {
    if (detail.textarea.name === "body") editor = detail.editor
})

// Offsets count code points; the browser counts UTF-16 units.
const units = (text, place) => [...text].slice(0, place).join("").length

// Offset of the words: at their place, or the nearest occurrence after typing moved them.
function startIn(text, start, words) {
    const place = units(text, start)
    return text.startsWith(words, place) ? place : text.indexOf(words)
}

// Range of a paragraph's words in the body's plain text: [first, last), or null.
function rangeInBody(plain, number, start, words) {
    const texts = plain.text.split("\n")
    const before = texts.slice(0, number).reduce((sum, text) => sum + text.length + 1, 0)
    const inside = startIn(texts[number] ?? "", start, words)
    const first = inside < 0 ? plain.text.indexOf(words) : before + inside
    return first < 0 || !words ? null : [first, first + words.length]
}

function goToParagraph(number, start, words) {
    if (!editor) return false
    const plain = new PlainText(editor.state.doc), range = rangeInBody(plain, number, start, words)
    if (!range) return goToField(editor.view.dom, 0, "")
    const [from, to] = plain.inEditor(range)
    editor.commands.setTextSelection({ from, to })
    editor.view.focus() // at once; the command of this name waits for the next frame
    const { node } = editor.view.domAtPos(from)
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    element.scrollIntoView({ block: "center" })
    return true
}

function goToField(field, start, words) {
    if (!field) return false
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true
    field.focus({ preventScroll: true })
    const place = words && "value" in field ? startIn(field.value, start, words) : -1
    if (place >= 0) field.setSelectionRange(place, place + words.length)
    field.scrollIntoView({ block: "center" })
    return true
}

// A field of an inline row, by the primary key of the row.
function fieldOf(prefix, id, name) {
    const key = [...document.querySelectorAll(`input[name^="${prefix}-"][name$="-id"]`)].find(input => input.value === id)
    return key && document.getElementsByName(key.name.replace(/id$/, name))[0]
}

function goTo(place, start, words) {
    const [part, id] = place.split(":")
    if (part === "paragraph") return goToParagraph(Number(id), start, words)
    if (part === "photo") return goToField(fieldOf("photos", id, "caption"), start, words)
    if (part === "statement") return goToField(fieldOf("statements", id, "text"), 0, "")
    return goToField(document.getElementById(`id_${part}`), start, words)
}

document.addEventListener("click", event => {
    const link = event.target.closest("#findings a[data-place]")
    if (!link) return
    const { place, start, words } = link.dataset
    if (goTo(place, Number(start), words)) event.preventDefault()
})

function setValue(field, value) {
    field.value = value
    field.dispatchEvent(new Event("input", { bubbles: true }))
}

function fixField(field, start, words, fix) {
    const place = field && "value" in field ? startIn(field.value, start, words) : -1
    if (place < 0) return false
    setValue(field, field.value.slice(0, place) + fix + field.value.slice(place + words.length))
    return true
}

// Replace the words in the editor and in every statement that contains them, as the server does.
function fixParagraph(number, start, words, fix) {
    const plain = editor && new PlainText(editor.state.doc)
    const range = plain && rangeInBody(plain, number, start, words)
    if (!range) return false
    for (const field of document.querySelectorAll("textarea[name^=statements-][name$=-text]")) {
        const place = plain.find(field.value), at = place ? range[0] - place[0] : -1
        if (at >= 0 && range[1] <= place[1]) {
            const text = plain.text.slice(...place)
            setValue(field, text.slice(0, at) + fix + text.slice(at + words.length))
        }
    }
    const [from, to] = plain.inEditor(range)
    editor.view.dispatch(fix ? editor.state.tr.insertText(fix, from, to) : editor.state.tr.delete(from, to))
    return true
}

function fixInForm({ place, start, words, fix }) {
    const [part, id] = place.split(":")
    if (part === "paragraph") return fixParagraph(Number(id), Number(start), words, fix)
    const field = part === "photo" ? fieldOf("photos", id, "caption") : document.getElementById(`id_${part}`)
    return fixField(field, Number(start), words, fix)
}

// The findings that a button fixes: its own, or all of its kind, from the end of a text to its beginning.
function placesOf(button) {
    const links = button.closest(button.name === "fix" ? "li" : "section").querySelectorAll("a[data-fix]")
    return [...links].reverse()
}

// With unsaved typing, a fix is made in the form: a fix of the stored report would be a conflicting change.
document.addEventListener("submit", event => {
    const button = event.submitter
    if (event.target.id !== "findings-form" || !["fix", "fix_kind"].includes(button?.name) || !isDirty()) return
    event.preventDefault()
    for (const link of placesOf(button)) {
        if (fixInForm(link.dataset)) link.closest("li").remove()
    }
    const group = panel().querySelectorAll(".finding-group")
    for (const section of group) if (!section.querySelector("li")) section.remove()
})

// Dismissing a finding, or showing it again, changes nothing in the form: only the panel is rendered again.
document.addEventListener("submit", async event => {
    const name = event.submitter?.name
    if (event.target.id !== "findings-form" || !["dismiss", "again"].includes(name)) return
    event.preventDefault()
    const values = new FormData(event.target, event.submitter)
    values.set("next", "page")
    const answer = await fetch(event.target.action, { method: "POST", body: values })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const drawn = page.getElementById("findings")
    if (!answer.ok || !drawn) return location.reload()
    const top = panel().scrollTop
    panel().replaceWith(drawn)
    panel().scrollTop = top
    panel().querySelector("summary").focus({ preventScroll: true })
})

if (NARROW.matches && panel() && location.hash !== "#findings") panel().querySelector("details").open = false
