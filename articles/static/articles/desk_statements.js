// Body and statements: words selected in the body become a statement; a statement highlights its words.

import { PlainText, domRange, paint, verbatim } from "articles/desk_body"
import { addRow, field, fill, nameOf, offerNewcomers, rowsOf } from "articles/desk_people"
import { reread } from "articles/desk_reread"

const PATIENCE = 500 // ms without a change until the server is asked
const MOST_WORDS = 60 // of a selection are repeated beside it
const WIDE = matchMedia("(min-width: 1000px)")

const group = document.getElementById("statements-group")
const picker = group?.querySelector(".picker")
const part = name => picker.querySelector(`[data-${name}]`)

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    if (group && textarea.name === "body") begin(editor)
})

function begin(editor) {
    let plain = new PlainText(editor.state.doc), picked = "", current = null, asking
    const cards = () => rowsOf("statements")
    const wordsOf = card => verbatim(field(card, "text")?.value ?? card.querySelector(".statement-words")?.innerText ?? "")
    const drawn = new Map() // card → its range in the editor

    // --- State of each statement -----------------------------------------------------------------------

    function look() {
        drawn.clear()
        const ends = new Map()
        for (const card of cards()) {
            const words = wordsOf(card)
            const found = plain.find(words, ends.get(words)) ?? plain.find(words)
            if (found) drawn.set(card, plain.inEditor(found))
            if (found) ends.set(words, found[1])
            flag(card, Boolean(words) && !found)
            card.style.order = found ? found[0] : ""
        }
        draw()
        clearTimeout(asking)
        asking = setTimeout(ask, PATIENCE)
    }

    function flag(card, lost) {
        card.classList.toggle("is-lost", lost)
        card.querySelector(".lost").hidden = !lost
        const acts = card.querySelector(".statement-acts")
        if (acts) acts.hidden = lost || !drawn.has(card)
    }

    function draw() {
        if (editor.isDestroyed) return
        paint(editor.view, "statement", [...drawn.values()])
        paint(editor.view, "statement-current", drawn.has(current) ? [drawn.get(current)] : [])
        for (const card of cards()) card.classList.toggle("is-current", card === current)
    }

    async function ask() {
        const asked = cards(), texts = asked.map(wordsOf)
        const response = await post(group.dataset.standing, { body: editor.getHTML(), texts })
        if (!response.ok) return
        const { statements } = await response.json()
        asked.forEach((card, at) => wordsOf(card) === texts[at] && tell(card, statements[at]))
    }

    function tell(card, { near, points }) {
        const badge = card.querySelector(".points"), place = card.querySelector("[data-near]")
        badge.hidden = points < 2
        badge.querySelector("b").textContent = points
        place.hidden = !near
        place.querySelector("q").textContent = near
        place.querySelector("[data-take-near]").hidden = !field(card, "text")
    }

    // --- Selection in the body -------------------------------------------------------------------------

    function pick() {
        const { from, to } = editor.state.selection
        picked = from < to ? plain.between(from, to) : ""
        paint(editor.view, "statement-picked", picked ? [[from, to]] : [])
        if (picker) showPicked(from, to)
        if (from === to && editor.isFocused) point([...drawn.keys()].find(card => inside(drawn.get(card), from)))
    }

    const inside = ([first, last], at) => first <= at && at <= last

    function showPicked(from, to) {
        part("hint").hidden = Boolean(picked)
        part("picked").hidden = !picked
        picker.classList.toggle("has-words", Boolean(picked))
        if (!picked) return
        const long = picked.length > MOST_WORDS
        part("words").textContent = long ? `${picked.slice(0, MOST_WORDS / 2)}…${picked.slice(-MOST_WORDS / 2)}` : picked
        const touched = [...drawn].filter(([card, [first, last]]) => first < to && from < last && wordsOf(card) !== picked)
        part("over").replaceChildren(...touched.filter(([card]) => field(card, "text")).map(([card]) => overButton(card)))
    }

    function overButton(card) {
        const button = part("over-template").cloneNode(true)
        button.hidden = false
        button.className = "who"
        button.querySelector("span").textContent = `${nameOf(picker, field(card, "appearance")?.value)}：${wordsOf(card).slice(0, 16)}…`
        button.addEventListener("click", () => { fill(card, { text: picked }); done(card) })
        return button
    }

    function give(choice) {
        done(addRow("statements", { appearance: choice, text: picked }))
    }

    function done(card) {
        editor.commands.setTextSelection(editor.state.selection.to)
        look()
        point(card)
    }

    // The current card: highlighted together with its words.
    function point(card) {
        if ((card ?? null) === current) return
        current = card ?? null
        draw()
        if (current && WIDE.matches) scrollInside(group, current)
    }

    function show(card) {
        if (!drawn.has(card)) return
        point(card)
        domRange(editor.view, drawn.get(card)).startContainer.parentElement.scrollIntoView({ block: "center", behavior: "smooth" })
    }

    // --- Events ----------------------------------------------------------------------------------------

    editor.on("update", () => { plain = new PlainText(editor.state.doc); look() })
    editor.on("selectionUpdate", pick)
    group.addEventListener("input", look)
    group.addEventListener("focusin", ({ target }) => point(target.closest(".statement")))
    group.addEventListener("pointerover", ({ target }) => target.closest(".statement") && hover(target.closest(".statement")))
    group.addEventListener("pointerleave", () => hover(null))
    group.addEventListener("click", ({ target }) => {
        const card = target.closest(".statement")
        if (!card) return
        if (target.closest("[data-take-near]")) fill(card, { text: card.querySelector("[data-near] q").textContent })
        else if (target.closest("[data-show]") || (WIDE.matches && !target.closest("select, button, a, input, label"))) show(card)
    })

    const hover = card => paint(editor.view, "statement-hover", drawn.has(card) ? [drawn.get(card)] : [])
    const people = () => { offerNewcomers(picker); look() }
    document.getElementById("appearances-group")?.addEventListener("input", people)
    document.addEventListener("formset:added", people)
    document.addEventListener("formset:removed", () => setTimeout(people)) // Django numbers the rows after this

    if (picker) {
        picker.hidden = false
        picker.addEventListener("mousedown", event => event.target.closest("button") && event.preventDefault()) // the selection stays
        part("people").addEventListener("click", ({ target }) => {
            const button = target.closest("button")
            if (button && picked) give(button.value)
        })
        newcomer(give)
        const button = group.querySelector("[data-read-again]")
        if (button) {
            button.hidden = false
            button.addEventListener("click", reread(group, picker, () => editor.getHTML(), post))
        }
    }
    offerNewcomers(picker)
    look()
}

// The small form that adds a person to the report.
function newcomer(give) {
    const form = part("newcomer"), inputs = [...form.querySelectorAll("[data-field]")]
    const add = () => {
        const values = Object.fromEntries(inputs.map(input => [input.dataset.field, input.value.trim()]))
        if (!values.name) return inputs[0].focus()
        const row = addRow("appearances", values)
        if (!row) return
        offerNewcomers(picker)
        for (const input of inputs) input.value = ""
        form.hidden = true
        give(row.id)
    }
    part("newcomer-open").hidden = !document.querySelector("#appearances-group")
    part("newcomer-open").addEventListener("click", () => { form.hidden = !form.hidden; form.hidden || inputs[0].focus() })
    part("newcomer-add").addEventListener("click", add)
    form.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); add() } })
    form.addEventListener("input", event => event.stopPropagation()) // nothing of the report's was typed
}

function scrollInside(outer, inner) {
    const box = outer.getBoundingClientRect(), { top, bottom } = inner.getBoundingClientRect()
    if (top < box.top) outer.scrollTop -= box.top - top
    else if (bottom > box.bottom) outer.scrollTop += Math.min(bottom - box.bottom, top - box.top)
}

function post(address, sent) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token }
    return fetch(address, { method: "POST", headers, body: JSON.stringify(sent) })
}
