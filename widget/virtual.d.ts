declare module "virtual:widget-address" {
  /** The path of the built chat below the server's address, such as /widget/main-1a2b3c4d.js. */
  export const WIDGET: string
}
