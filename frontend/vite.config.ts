// How the SPA is built: strict-CSP friendly output, compiled messages, two languages of React Aria.
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compileMessages } from './scripts/compile-messages.ts';

const api = process.env.PERENNIAL_API_URL ?? 'http://127.0.0.1:8080';
// The policy the server sends too; preview sends it so that a violation shows before deployment.
const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const ENTRY = /index\.html|src\/main\.tsx/;

export default defineConfig(({ command }) => ({
  plugins: [
    compileMessages(),
    react(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'es-ES'] }), enforce: 'pre' },
  ],
  resolve: {
    // Messages are compiled at build time, so the browser never needs the ICU parser.
    alias:
      command === 'build'
        ? {
            '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
          }
        : ({} as Record<string, string>),
  },
  build: {
    target: 'es2022',
    manifest: true,
    // data: addresses would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the entry reaches comes as one file: many small ones weigh more, and so does each page's list of what it needs.
        // The entry itself stays apart, because it waits for the language and pages must not wait for the entry.
        codeSplitting: {
          groups: [{ name: 'shell', tags: ['$initial'], test: (id) => !ENTRY.test(id) }],
        },
      },
    },
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, proxy: { '/api': api } },
  preview: {
    port: 4173,
    headers: { 'Content-Security-Policy': contentSecurityPolicy },
    proxy: { '/api': api },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
  },
}));
