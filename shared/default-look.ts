import type { Look } from "./protocol/types"

/** How a chat looks until its owner chooses: the loader draws it so when its tag says nothing else. */
export const DEFAULT_LOOK: Look = { accent: "#2f5d50", side: "right", greeting: null }
