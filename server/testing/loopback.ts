import { OPEN_INTERNET, type Reach } from "../core/outside"

/** Only this machine, and in the clear: where tests have their push services. */
export const LOOPBACK: Reach = {
  ...OPEN_INTERNET,
  protocols: ["http:"],
  reachesPort: () => true,
  reachesAddress: (address) => address === "127.0.0.1",
}
