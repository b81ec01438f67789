// "Read again": what the reader would find in the body as it stands in the form, accepted piece by piece.

import { addRow, choiceFor, field, fill, keyOf, nameOf, offerNewcomers, remove, rowsOf } from "articles/desk_people"

export function readAgain(group, picker, body, post) {
    const pieces = group.querySelector("[data-pieces]")
    pieces.addEventListener("click", ({ target }) => {
        const piece = target.closest(".piece")
        if (target.closest("[data-close]")) pieces.replaceChildren()
        else if (target.closest("[data-refuse]")) leave(piece)
        else if (target.closest("[data-accept]") && accept(piece, picker)) leave(piece)
    })
    return async () => {
        const response = await post(group.dataset.reading, { body: body(), ...rows(picker) })
        if (!response.ok) return
        pieces.innerHTML = await response.text()
        pieces.scrollIntoView({ block: "nearest" })
    }
}

const stays = row => !field(row, "DELETE")?.checked

function rows(picker) {
    const value = (row, name) => field(row, name)?.value.trim() ?? ""
    return {
        people: rowsOf("appearances").filter(stays).map(row => ({
            row: keyOf(row), name: value(row, "name"),
            organisation: value(row, "printed_organisation"), titles: value(row, "titles"),
        })).filter(person => person.name),
        statements: rowsOf("statements").filter(stays).map(row => ({
            row: keyOf(row), speaker: nameOf(picker, value(row, "appearance")), text: value(row, "text"),
        })).filter(said => said.text),
    }
}

function leave(piece) {
    const list = piece.parentElement
    piece.remove()
    if (!list.querySelector(".piece")) list.replaceChildren()
}

function accept(piece, picker) {
    const { kind, change, row: key } = piece.dataset
    const prefix = kind === "person" ? "appearances" : "statements"
    const row = key ? rowsOf(prefix).find(one => keyOf(one) === key) : null
    if (change === "gone") return !row || remove(row)
    const values = kind === "person" ? person(piece.dataset) : statement(piece, picker)
    if (!values) return false
    if (row) fill(row, values)
    else if (!addRow(prefix, values)) return false
    offerNewcomers(picker)
    return true
}

const person = ({ name, organisation, titles }) => ({ name, printed_organisation: organisation, titles })

// Words of somebody who is not in the form yet bring their speaker along.
function statement(piece, picker) {
    const { speaker, text } = piece.dataset
    if (!choiceFor(picker, speaker)) {
        const theirs = [...piece.parentElement.querySelectorAll(".piece[data-kind=person][data-change=new]")]
            .find(one => one.dataset.name === speaker)
        if (!addRow("appearances", theirs ? person(theirs.dataset) : { name: speaker })) return null
        theirs?.remove()
        offerNewcomers(picker)
    }
    return { appearance: choiceFor(picker, speaker), text }
}
