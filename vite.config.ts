import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import preact from "@preact/preset-vite"
import { defineConfig, type Plugin } from "vite"

const root = import.meta.dirname

/** Gives the loader the content-hashed address of the widget that was built just before it. */
function widgetAddress(): Plugin {
  const name = "virtual:widget-address"
  return {
    name,
    applyToEnvironment: (environment) => environment.name === "loader",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export const WIDGET = ${JSON.stringify(builtWidget())}` : undefined),
  }
}

function builtWidget(): string {
  const manifest: Record<string, { file: string; isEntry?: boolean }> = JSON.parse(
    readFileSync(resolve(root, "dist/widget/manifest.json"), "utf8"),
  )
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
  if (!entry) throw new Error("dist/widget/manifest.json names no entry: build the widget first")
  return `/widget/${entry.file}`
}

const LATER = /import\((`\.\/[^`]+`)\)(.*?),\[\]\)/g

/**
 * The widget's own way to load a chunk later: vite's would write tags into the page's head. It is told the chunk's
 * address, to fetch it before it imports it (widget/arrive.js).
 */
function arrival(): Plugin {
  return {
    name: "arrival",
    enforce: "post",
    applyToEnvironment: (environment) => environment.name === "widget",
    load: {
      order: "pre",
      handler: (id) => (id.includes("preload-helper") ? readFileSync(resolve(root, "widget/arrive.js"), "utf8") : null),
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk") chunk.code = chunk.code.replace(LATER, "import($1)$2,[$1])")
        }
      },
    },
  }
}

/**
 * The layers stand in the order in which they are named first. Which of the panel's style sheets is first is the bundler's
 * to say, and changes with every screen that comes later, so each of them names all layers at its head.
 */
function layersInOrder(): Plugin {
  return {
    name: "layers-in-order",
    applyToEnvironment: (environment) => environment.name === "panel",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const layers = readFileSync(resolve(root, "agent-panel/styles/layers.css"), "utf8")
        for (const file of Object.values(bundle)) {
          if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = `${layers}${file.source}`
        }
      },
    },
  }
}

/** ical.js asks by its licence that whoever is given it is told where its source is. */
const licencesOf = (moduleIds: readonly string[]) =>
  moduleIds.some((id) => id.includes("/node_modules/ical.js/"))
    ? "/* With ical.js (MPL-2.0): https://github.com/kewisch/ical.js */"
    : ""

/** One build of everything: `vite build --app` makes the widget, its loader, the panel with its worker, and the server. */
export default defineConfig({
  root,
  base: "/panel/",
  appType: "custom",
  publicDir: resolve(root, "agent-panel/public"),
  build: { copyPublicDir: false },
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: true }), widgetAddress(), arrival(), layersInOrder()],
  worker: { rolldownOptions: { output: { postBanner: ({ moduleIds }) => licencesOf(moduleIds) } } },

  environments: {
    widget: {
      consumer: "client",
      build: {
        outDir: "dist/widget",
        emptyOutDir: true,
        manifest: "manifest.json",
        target: "es2022",
        cssCodeSplit: false,
        rolldownOptions: {
          input: resolve(root, "widget/main.tsx"),
          preserveEntrySignatures: "allow-extension",
          output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", format: "es" },
        },
      },
    },
    loader: {
      consumer: "client",
      build: {
        outDir: "dist/loader",
        emptyOutDir: true,
        target: "es2020",
        modulePreload: false,
        rolldownOptions: {
          input: resolve(root, "widget/loader.ts"),
          output: { entryFileNames: "widget.js", format: "iife" },
        },
      },
    },
    panel: {
      consumer: "client",
      build: {
        outDir: "dist/panel",
        emptyOutDir: true,
        copyPublicDir: true,
        target: "es2022",
        assetsDir: "assets",
        rolldownOptions: {
          input: { panel: resolve(root, "agent-panel/index.html"), preview: resolve(root, "agent-panel/preview.html") },
        },
      },
    },
    worker: {
      consumer: "client",
      build: {
        outDir: "dist/worker",
        emptyOutDir: true,
        target: "es2022",
        modulePreload: false,
        rolldownOptions: {
          input: resolve(root, "agent-panel/service-worker/service-worker.ts"),
          output: { entryFileNames: "sw.js", format: "iife" },
        },
      },
    },
    ssr: {
      consumer: "server",
      resolve: { external: true },
      build: {
        outDir: "dist/server",
        emptyOutDir: true,
        target: "node20",
        ssr: true,
        rolldownOptions: {
          input: ["main", "backup", "restore"].map((name) => resolve(root, `server/${name}.ts`)),
          output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", format: "es" },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ["widget", "loader", "panel", "worker", "ssr"]) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
