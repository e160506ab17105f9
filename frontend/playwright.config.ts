// The end-to-end tests, against a server that is already running: PERENNIAL_BASE_URL=http://127.0.0.1:8080 npm run e2e
import { defineConfig } from '@playwright/test';

const baseURL = process.env.PERENNIAL_BASE_URL ?? 'http://127.0.0.1:8080';

// What the gate samples: the whole loop once, the plan with its task force, screens in every dress, and the
// workbench at its largest. The other journeys,
// whose promises the tests of the API hold too, are left to `cargo xtask test --deep`: the gate has half an hour.
const SAMPLE = ['lifecycle', 'network', 'recruitment', 'sabotage', 'screens', 'today', 'workbench'];

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.PERENNIAL_SAMPLE
    ? SAMPLE.map((name) => `**/${name}.spec.ts`)
    : '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A test that passes only the second time is named as flaky in the closing lines, to be mended, and stops nobody's change.
  retries: 1,
  // Two cores serve the server, the browser and the tests: patience here, speed in the benchmarks.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    reducedMotion: 'reduce',
    launchOptions: {
      executablePath: process.env.PERENNIAL_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
