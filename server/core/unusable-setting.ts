/** A setting that reads well and does not work: its message is one sentence that names it. The start ends with it. */
export class UnusableSetting extends Error {}
