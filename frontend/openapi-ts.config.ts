// `npm run generate`: the typed client in src/gen, from the committed description of the API.
import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: '../openapi/perennial.v1.json',
  output: { path: 'src/gen' },
  plugins: [
    '@hey-api/typescript',
    // Our own fetch sends the token; what each operation asks for would only weigh on every page.
    { name: '@hey-api/sdk', auth: false },
    {
      name: '@hey-api/client-fetch',
      throwOnError: true,
      // Our token, keys, retries and problems.
      runtimeConfigPath: '../shared/api/client.ts',
    },
  ],
});
