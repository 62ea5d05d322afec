import { TriangleAlert } from "lucide"
import { Component, type ComponentChildren } from "preact"
import { t } from "../../locales"
import { Button } from "../../parts/button"
import { Empty } from "../../parts/empty"

/** Stands between a mistake of ours in one view and a white page: it says what is kept and how to go on. */
export class Guard extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main>
        <Empty icon={TriangleAlert} title={t.failed.title}>
          <p>{t.failed.next}</p>
          <Button look="strong" onClick={() => location.reload()}>
            {t.failed.reload}
          </Button>
        </Empty>
      </main>
    )
  }
}
