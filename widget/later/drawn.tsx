/** An icon, by its path (Lucide, ISC licence). */
export const Drawn = ({ path }: { path: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
)
