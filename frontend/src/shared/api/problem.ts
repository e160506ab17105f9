// What went wrong, as the API says it (RFC 9457), or as the network did when no answer came.
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

interface ProblemDocument {
  type?: string;
  title?: string;
  status?: number;
  detail?: string | null;
  request_id?: string | null;
  errors?: FieldProblem[] | null;
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly type: string;
  readonly title: string;
  /** The HTTP status; 0 when no answer came at all. */
  readonly status: number;
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(document: ProblemDocument, status: number, headers?: Headers) {
    super(document.title ?? `HTTP ${status}`);
    this.type = document.type ?? 'about:blank';
    this.title = document.title ?? '';
    this.status = status;
    this.detail = document.detail ?? null;
    this.requestId = document.request_id ?? headers?.get('x-request-id') ?? null;
    this.fields = document.errors ?? [];
    const retryAfter = Number(headers?.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  }

  static async fromResponse(response: Response): Promise<ApiProblem> {
    let document: ProblemDocument = {};
    if (response.headers.get('content-type')?.includes('json')) {
      document = await response.json().catch(() => ({}));
    }
    return new ApiProblem(document, response.status, response.headers);
  }

  /** Worth trying again without changing anything. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

/** The field of a form that a JSON pointer names: `/items/0/name` is `items.0.name`. */
export function fieldOfPointer(pointer: string): string {
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
