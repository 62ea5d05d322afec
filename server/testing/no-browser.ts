/** The product's line listens for its browser coming back: here is no browser, and nothing to hear. */
const nothing = { addEventListener() {}, removeEventListener() {} }

if (!("document" in globalThis)) Object.assign(globalThis, nothing, { document: nothing })
