import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: { alias: { '#contracts': here('../../libs/contracts/src/index.ts') } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    // The screens use the contracts' types and names: modules of which they use nothing fall away, their schemas with them.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/libs\/contracts\/|\/node_modules\/zod\//.test(id) } },
    // ECharts is a chunk of its own, loaded with the board alone.
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: Object.fromEntries(['/api', '/health', '/openapi.json', '/docs'].map((path) => [path, 'http://localhost:3000'])) },
});
