import type { Feature, House } from "../../feature"
import type { Files } from "../attachments"
import { archiveRoute } from "./archive-route"
import { eraseContact } from "./erase"
import { exportContact } from "./export"
import { retention } from "./retention"

/** What a person may ask for: all that is known of them, and that none of it is. What is old goes by itself. */
export function erasure(house: House, files: Files, features: () => readonly Feature[]): Feature {
  const host = { ...house, features }
  return {
    name: "erasure",
    calls: {
      "contact.export": (input, { caller }) => exportContact(house, caller, input),
      "contact.erase": (input) => eraseContact(host, input),
    },
    routes: archiveRoute(house, files),
    alarms: [retention(host)],
  }
}
