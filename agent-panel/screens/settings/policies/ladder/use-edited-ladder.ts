import type { RefObject } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { USUAL_LADDER } from "../../../../../shared/ladder"
import type { Step } from "../../../../../shared/protocol/types"
import { t } from "../../../../locales"
import { stepWords } from "../../../../locales/steps"
import { policyBy } from "../../../../state/people"
import type { Draft } from "../../../../state/settings-drafts"
import { ladderDraft } from "../../../../state/settings-ladder"
import {
  addStep,
  type Ladder,
  orderInTime,
  type Put,
  putStep,
  replaceStep,
  stepBeside,
  stepNear,
  withoutStep,
} from "../../../../state/settings-ladder-steps"
import { say as sayInToast } from "../../../../state/toasts"
import type { MarkDeeds } from "./step-mark"
import { stepInWords } from "./steps-in-words"
import { type Carried, useCarriedStep } from "./use-carried-step"

/** The step that is chosen, and how many were before it: its fields begin anew with each. */
type Chosen = { index: number; count: number }

type Edited = {
  policyId: string
  draft: Draft<{ ladder: Ladder }>
  lengthMs: number
  targetMs: number | null
  line: RefObject<HTMLElement | null>
  fields: RefObject<HTMLElement | null>
  adding: RefObject<HTMLElement | null>
}

/** A ladder that is changed: by hand, by keys and by fields, with the focus kept where the work is. */
export function useEditedLadder({ policyId, draft, lengthMs, targetMs, line, fields, adding }: Edited) {
  const { ladder } = draft.fields
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [said, say] = useState("")
  const focusNext = useFocusNext()
  const { carried, heldScale, take } = useCarriedStep(line, putDown)
  // Somebody else may have changed the ladder meanwhile.
  const at = chosen !== null && chosen.index < ladder.length ? chosen.index : null
  const inHand = carried === null ? { ladder, index: at } : carriedTo(carried)

  function carriedTo({ index, momentMs, grid }: Carried): Put {
    const step = ladder[index]
    return step ? replaced(index, stepNear(step, momentMs, lengthMs, grid)) : { ladder, index }
  }

  function replaced(index: number, step: Step): Put {
    return replaceStep(ladder, index, step, lengthMs)
  }

  function choose(index: number, from: number | null = index): void {
    setChosen((before) => ({ index, count: (before?.count ?? 0) + (before?.index === from ? 0 : 1) }))
  }

  function put(next: Put, from: number | null): void {
    draft.change({ ladder: next.ladder })
    choose(next.index, from)
  }

  function putMark(next: Put, from: number): void {
    put(next, from)
    focusNext(() => markAt(next.index))
  }

  function putDown(held: Carried): void {
    const next = carriedTo(held)
    putMark(next, held.index)
    sayPlace(next)
  }

  function sayPlace({ ladder: of, index }: Put): void {
    const step = of[index]
    const place = orderInTime(of, lengthMs).indexOf(index) + 1
    if (step) say(stepWords.place(stepInWords(step, of, targetMs), place, of.length))
  }

  const markAt = (index: number) => line.current?.querySelector<HTMLElement>(`[data-step="${index}"]`)
  const firstField = () => fields.current?.querySelector<HTMLElement>("select") ?? fields.current

  function remove(index: number) {
    const step = ladder[index]
    if (!step) return
    if (step.do === "tell") return say(stepWords.tellStays)
    draft.change({ ladder: withoutStep(ladder, index) })
    setChosen(null)
    focusNext(() => markAt(index))
    sayInToast(stepWords.removed(stepInWords(step, ladder, targetMs)), {
      label: t.common.undo,
      run: () => bringBack(policyId, step, lengthMs),
    })
  }

  const deeds: MarkDeeds = {
    take,
    remove,
    choose,
    open(index) {
      choose(index)
      focusNext(firstField)
    },
    move(index, direction, grid) {
      const step = ladder[index]
      if (!step) return
      if (step.do === "tell") return say(stepWords.tellStays)
      putMark(replaced(index, stepBeside(step, direction, lengthMs, grid)), index)
    },
    moved: (index) => ladder[index]?.do !== "tell" && sayPlace({ ladder, index }),
  }

  return {
    /** The ladder as it is, or as it becomes where the step in hand is put down. */
    ...inHand,
    count: chosen?.count ?? 0,
    carried,
    heldScale,
    said,
    deeds,
    change: (step: Step) => at !== null && put(replaced(at, step), at),
    remove: () => at !== null && remove(at),
    add() {
      put(addStep(ladder, "offer", lengthMs), null)
      focusNext(firstField)
    },
    backToUsual() {
      draft.change({ ladder: USUAL_LADDER })
      setChosen(null)
      say(stepWords.isUsual)
      focusNext(() => adding.current)
    },
  }
}

/** A removed step comes back into the ladder as it is by then. */
function bringBack(policyId: string, step: Step, lengthMs: number): void {
  const policy = policyBy(policyId)
  if (!policy) return
  const { fields, change } = ladderDraft(policy)
  change({ ladder: putStep(fields.ladder, step, lengthMs).ladder })
}

/** Gives the focus to what is there once the change is drawn. */
function useFocusNext() {
  const next = useRef<(() => HTMLElement | null | undefined) | null>(null)
  useLayoutEffect(() => {
    next.current?.()?.focus()
    next.current = null
  })
  return (find: () => HTMLElement | null | undefined) => {
    next.current = find
  }
}
