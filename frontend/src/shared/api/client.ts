// How the generated client reaches the API: by our own fetch, at our own address, with problems thrown as ApiProblem.
import type { CreateClientConfig } from '../../gen/client.gen';
import { apiFetch } from './fetch';

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: globalThis.location?.origin ?? '',
  fetch: apiFetch,
});
