// From a finding to its words: in the editor, in a field, or in the row of a part.

import { PlainText } from "articles/desk_body"

const NARROW = matchMedia("(max-width: 767px)")
const panel = () => document.getElementById("findings")

let editor = null

document.addEventListener("prose-editor:ready", ({ detail }) => {
    if (detail.textarea.name === "body") editor = detail.editor
})

// Places count characters (code points); the browser counts UTF-16 units.
const units = (text, place) => [...text].slice(0, place).join("").length

// Where the words stand in the text: at their place, or where they have moved to meanwhile.
function startIn(text, start, words) {
    const place = units(text, start)
    return text.startsWith(words, place) ? place : text.indexOf(words)
}

function goToParagraph(number, start, words) {
    if (!editor) return false
    const plain = new PlainText(editor.state.doc), texts = plain.text.split("\n")
    const before = texts.slice(0, number).reduce((sum, text) => sum + text.length + 1, 0)
    const inside = startIn(texts[number] ?? "", start, words)
    const first = inside < 0 ? plain.text.indexOf(words) : before + inside
    if (first < 0 || !words) return goToField(editor.view.dom, 0, "")
    const [from, to] = plain.inEditor([first, first + words.length])
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

// A field of the row of an inline, by the id of what the row stores.
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

// What is let stand, or shown again, changes nothing in the form: the panel alone is drawn anew.
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
