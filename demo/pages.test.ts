import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const PAGES = ["index.html", "pricing.html", "contacts.html"]

const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8")

/** Every address a page links to or loads. */
const addressesIn = (html: string) => [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address)

test.each(PAGES)("%s carries the one script tag, as an owner would paste it", (page) => {
  expect(textOf(page)).toContain('<script async src="/widget.js" data-site="default"></script>')
})

test.each(PAGES)("%s asks no other host for anything", (page) => {
  const elsewhere = addressesIn(textOf(page)).filter((address) => /^(https?:)?\/\//.test(address))
  expect(elsewhere).toEqual([])
})

test.each(PAGES)("every link of %s leads somewhere", (page) => {
  const local = addressesIn(textOf(page)).filter((address) => !/^(\/|mailto:|tel:)/.test(address))
  const broken = local.filter((address) => {
    const [file, anchor] = address.split("#")
    const target = file === "" ? page : file === "./" ? "index.html" : (file ?? "")
    return (
      !existsSync(join(import.meta.dirname, target)) ||
      (anchor !== undefined && !textOf(target).includes(`id="${anchor}"`))
    )
  })
  expect(broken).toEqual([])
})

test("a page with a strict policy can be any of them: no style and no script stands in the markup", () => {
  for (const page of PAGES) expect(textOf(page)).not.toMatch(/<style|\sstyle=|\son\w+=|<script>/)
})
