// From a finding to its words: in the editor, in a field, or in the row of a part.

let editor = null

document.addEventListener("prose-editor:ready", ({ detail }) => {
    if (detail.textarea.id === "id_body") editor = detail.editor
})

// Places count characters (code points); the browser counts UTF-16 units.
const units = (text, place) => [...text].slice(0, place).join("").length

// The n-th paragraph with words; captions of figures are not counted.
function paragraphOf(number) {
    let found = null
    editor.state.doc.descendants((node, position) => {
        if (node.type.name === "caption" || node.type.name === "figcaption") return false
        if (found || !node.isTextblock || !node.textContent.trim()) return !found
        if (number-- === 0) found = { text: node.textContent, position }
        return false
    })
    return found
}

function startIn(text, start, words) {
    const indent = text.length - text.trimStart().length
    const place = indent + units(text.trimStart(), start)
    return text.startsWith(words, place) ? place : text.indexOf(words)
}

function selectInEditor(number, start, words) {
    const paragraph = editor && paragraphOf(number)
    if (!paragraph) return false
    const place = startIn(paragraph.text, start, words)
    const from = paragraph.position + 1 + Math.max(place, 0)
    const to = place < 0 ? from + paragraph.text.length : from + words.length
    editor.chain().focus().setTextSelection({ from, to }).run()
    const { node } = editor.view.domAtPos(from)
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    element.scrollIntoView({ block: "center" })
    return true
}

function selectInField(field, start, words) {
    if (!field) return false
    field.closest("details")?.setAttribute("open", "")
    field.focus()
    if (field.setSelectionRange && ["text", "textarea"].includes(field.type)) {
        const place = startIn(field.value, start, words)
        if (place >= 0) field.setSelectionRange(place, place + words.length)
    }
    field.scrollIntoView({ block: "center" })
    return true
}

// The field of a row of an inline, by the id of what the row stores.
function fieldOf(prefix, id, name) {
    const key = [...document.querySelectorAll(`input[type=hidden][name^="${prefix}-"][name$="-id"]`)]
        .find(input => input.value === id)
    return key && document.getElementsByName(key.name.replace(/-id$/, `-${name}`))[0]
}

function goTo(place, start, words) {
    const [part, id] = place.split(":")
    if (part === "paragraph") return selectInEditor(Number(id), start, words)
    if (part === "photo") return selectInField(fieldOf("photos", id, "caption"), start, words)
    if (part === "statement") return selectInField(fieldOf("statements", id, "text"), 0, "")
    return selectInField(document.querySelector(`#id_${part}`), start, words)
}

document.addEventListener("click", event => {
    const link = event.target.closest("#findings a[data-place]")
    if (!link) return
    const { place, start, words } = link.dataset
    if (goTo(place, Number(start), words)) event.preventDefault()
})

// What is let stand, or shown again, changes nothing in the form: the panel alone is drawn anew.
document.addEventListener("submit", async event => {
    const panel = event.target.closest("#findings")
    const name = event.submitter?.name
    if (!panel || !["dismiss", "again"].includes(name)) return
    event.preventDefault()
    const values = new FormData(event.target, event.submitter)
    values.set("next", "page")
    const answer = await fetch(event.target.action, { method: "POST", body: values })
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#findings")
    if (!answer.ok || !drawn) return location.reload()
    const alone = event.target.querySelector("input[name=next]")
    if (!alone) drawn.querySelector("input[name=next]")?.remove()
    panel.replaceWith(drawn)
    drawn.querySelector("h2").focus()
})
