type Caller = { resolve(answer: unknown): void; reject(reason: string): void }

/** Calls that wait for their answers, each under the number it was sent with. */
export function createAnswers(withinMs: number) {
  const waiting = new Map<number, Caller>()
  let calls = 0

  function settle(id: number, how: (caller: Caller) => void): void {
    const caller = waiting.get(id)
    waiting.delete(id)
    if (caller) how(caller)
  }

  return {
    /** Sends a call under a number of its own. Rejects where the answer does not come in time. */
    to: (send: (id: number) => void): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = ++calls
        waiting.set(id, { resolve, reject })
        setTimeout(() => settle(id, (caller) => caller.reject("timeout")), withinMs)
        send(id)
      }),
    came: (id: number, answer: unknown): void => settle(id, (caller) => caller.resolve(answer)),
    /** No more answers will come to what was sent until now. */
    stop(reason: string): void {
      for (const id of waiting.keys()) settle(id, (caller) => caller.reject(reason))
    },
  }
}
