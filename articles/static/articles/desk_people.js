// The people of the report, from the form's appearance rows (stored or new), as choices for statements.

const PREFIX = "appearances"
const group = () => document.getElementById(`${PREFIX}-group`)

export const rowsOf = prefix =>
    [...document.querySelectorAll(`#${prefix}-group .inline-related:not(.empty-form)`)]

export const field = (row, name) => row.querySelector(`[name$="-${name}"]`)

const keys = new WeakMap()
let last = 0

// A key of a row that stays the same: Django renumbers rows when one is removed.
export function keyOf(row) {
    if (!keys.has(row)) keys.set(row, `row${++last}`)
    return keys.get(row)
}

// Add a row with these values, as "add another" does; null where that isn't allowed.
export function addRow(prefix, values) {
    const link = document.querySelector(`#${prefix}-group .add-row a`)
    if (!link) return null
    link.click()
    const row = rowsOf(prefix).at(-1)
    fill(row, values)
    return row
}

export function fill(row, values) {
    for (const [name, value] of Object.entries(values)) {
        const input = field(row, name)
        if (!input) continue
        input.value = value
        input.dispatchEvent(new Event("input", { bubbles: true }))
        input.dispatchEvent(new Event("change", { bubbles: true }))
    }
}

// Remove a row: tick a stored one for deletion, drop a new one. False where that isn't allowed.
export function remove(row) {
    const tick = field(row, "DELETE")
    if (tick?.type === "checkbox") {
        if (!tick.checked) tick.click()
        return true
    }
    const link = row.querySelector(".inline-deletelink")
    link?.click()
    return Boolean(link)
}

const newcomers = () => (group() ? rowsOf(PREFIX).filter(row => !row.matches(".has_original")) : [])
    .filter(row => field(row, "name")?.value.trim())

// Add the people of new rows to each statement's list, and keep the choice made there.
export function offerNewcomers(picker) {
    const rows = newcomers()
    for (const select of document.querySelectorAll("#statements-group select[name$='-appearance']")) {
        const chosen = select.selectedOptions[0]
        const key = chosen?.dataset.key ?? keyOfId(chosen?.value)
        for (const option of [...select.options]) {
            if (option.dataset.key || keyOfId(option.value)) option.remove()
        }
        select.append(...rows.map(row => optionFor(row, keyOf(row) === key)))
    }
    for (const button of picker?.querySelectorAll("[data-key]") ?? []) button.remove()
    picker?.querySelector("[data-people]").append(...rows.map(buttonFor))
}

function keyOfId(id) {
    const row = id?.startsWith(`${PREFIX}-`) ? document.getElementById(id) : null
    return row && keyOf(row)
}

function optionFor(row, selected) {
    const option = new Option(describe(row).join(""), row.id, selected, selected)
    option.dataset.key = keyOf(row)
    option.dataset.name = field(row, "name").value.trim()
    return option
}

function buttonFor(row) {
    const [post, name] = describe(row)
    const button = Object.assign(document.createElement("button"), { type: "button", className: "who", value: row.id })
    button.dataset.key = keyOf(row)
    button.dataset.name = name
    button.append(Object.assign(document.createElement("b"), { textContent: name }), ` ${post}`)
    return button
}

function describe(row) {
    const value = name => field(row, name)?.value.trim() ?? ""
    return [value("printed_organisation") + value("titles"), value("name")]
}

// The option of a statement's list for a person of this name; "" where there is none.
export function choiceFor(picker, name) {
    const squeezed = text => text.replace(/\s/g, "")
    const buttons = [...picker.querySelectorAll("[data-people] button")]
    return buttons.find(button => squeezed(button.dataset.name) === squeezed(name))?.value ?? ""
}

export function nameOf(picker, choice) {
    return [...picker.querySelectorAll("[data-people] button")].find(one => one.value === choice)?.dataset.name ?? ""
}
