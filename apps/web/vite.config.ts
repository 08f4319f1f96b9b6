import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['WEIR_SERVER'] ?? 'http://127.0.0.1:7380';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2023',
    // Inlined fonts or images would be data: URLs, which the content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 7390,
    strictPort: true,
    proxy: { '/trpc': server, '/live': { target: server.replace('http', 'ws'), ws: true } },
  },
});
