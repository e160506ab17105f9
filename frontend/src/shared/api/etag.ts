// The version a person saw travels with the change they make, so that nobody overwrites what they have not read.
export interface Versioned<T> {
  value: T;
  etag: string;
}

/** Pairs an answer of the client with its version. */
export function versioned<T>(answer: { data: T; response: Response }): Versioned<T> {
  return { value: answer.data, etag: answer.response.headers.get('etag') ?? '' };
}

/** Headers of an update or a delete. */
export function ifMatch(version: { etag: string }): { 'If-Match': string } {
  return { 'If-Match': version.etag };
}

/** Headers of a change to what stood in a list: a row's ETag is its version. */
export function ifVersion(row: { version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${row.version}"` };
}
