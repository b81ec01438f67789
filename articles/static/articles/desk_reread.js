// "Read again": differences between the form and a new reading of its body, accepted one by one.

import { addRow, choiceFor, field, fill, keyOf, nameOf, offerNewcomers, remove, rowsOf } from "articles/desk_people"

export function reread(group, picker, body, post) {
    const differences = group.querySelector("[data-differences]")
    differences.addEventListener("click", ({ target }) => {
        const difference = target.closest(".difference")
        if (target.closest("[data-close]")) differences.replaceChildren()
        else if (target.closest("[data-refuse]")) leave(difference)
        else if (target.closest("[data-accept]") && accept(difference, picker)) leave(difference)
    })
    return async () => {
        const response = await post(group.dataset.rereadUrl, { body: body(), ...rows(picker) })
        if (!response.ok) return
        differences.innerHTML = await response.text()
        differences.scrollIntoView({ block: "nearest" })
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

function leave(difference) {
    const list = difference.parentElement
    difference.remove()
    if (!list.querySelector(".difference")) list.replaceChildren()
}

function accept(difference, picker) {
    const { kind, change, row: key } = difference.dataset
    const prefix = kind === "person" ? "appearances" : "statements"
    const row = key ? rowsOf(prefix).find(one => keyOf(one) === key) : null
    if (change === "gone") return !row || remove(row)
    const values = kind === "person" ? person(difference.dataset) : statement(difference, picker)
    if (!values) return false
    if (row) fill(row, values)
    else if (!addRow(prefix, values)) return false
    offerNewcomers(picker)
    return true
}

const person = ({ name, organisation, titles }) => ({ name, printed_organisation: organisation, titles })

// A statement of a person who is not in the form yet adds the person, too.
function statement(difference, picker) {
    const { speaker, text } = difference.dataset
    if (!choiceFor(picker, speaker)) {
        const theirs = [...difference.parentElement.querySelectorAll(".difference[data-kind=person][data-change=new]")]
            .find(one => one.dataset.name === speaker)
        if (!addRow("appearances", theirs ? person(theirs.dataset) : { name: speaker })) return null
        theirs?.remove()
        offerNewcomers(picker)
    }
    return { appearance: choiceFor(picker, speaker), text }
}
