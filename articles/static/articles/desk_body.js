// The body's plain text as the server computes it (articles/models/body.py), mapped to editor positions.

export class PlainText {
    // `text` is the paragraphs joined by line breaks; `places` has the editor position of each character.
    constructor(doc) {
        const texts = []
        this.places = []
        doc.descendants((node, at) => {
            if (!node.isTextblock) return true
            if (node.type.name !== "caption") this.#add(node, at + 1, texts)
            return false
        })
        this.text = texts.join("\n")
    }

    #add(block, start, texts) {
        let text = ""
        const places = []
        block.forEach((child, offset) => {
            for (let i = 0; i < (child.text ?? "").length; i++) places.push(start + offset + i)
            text += child.text ?? ""
        })
        const begin = text.length - text.trimStart().length, end = text.trimEnd().length
        if (begin >= end) return
        if (texts.length) this.places.push(places[begin])
        texts.push(text.slice(begin, end))
        this.places.push(...places.slice(begin, end))
    }

    // Range of the words in the text: [first, last), or null.
    find(words, from = 0) {
        const clean = verbatim(words)
        const at = clean ? this.text.indexOf(clean, from) : -1
        return at < 0 ? null : [at, at + clean.length]
    }

    // The same range in editor positions.
    inEditor([first, last]) {
        return [this.places[first], this.places[last - 1] + 1]
    }

    // The trimmed words between two editor positions.
    between(from, to) {
        const first = this.places.findIndex(place => place >= from)
        if (first < 0) return ""
        let last = this.places.findIndex(place => place >= to)
        if (last < 0) last = this.places.length
        return this.text.slice(first, last).trim()
    }
}

// Words as a statement stores them: one line per paragraph.
export function verbatim(words) {
    return words.split(/\r?\n/).map(line => line.trim()).filter(Boolean).join("\n")
}

// Highlight ranges without changing the document; without support in the browser nothing is highlighted.
export function paint(view, name, ranges) {
    if (!window.Highlight) return
    CSS.highlights.set(name, new Highlight(...ranges.map(range => domRange(view, range))))
}

export function domRange(view, [from, to]) {
    const range = new Range(), start = view.domAtPos(from, 1), end = view.domAtPos(to, -1)
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return range
}
