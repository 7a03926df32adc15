/** What the simulator is about to send. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

export function html(status: number, text: string): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(text) };
}

/** The envelope of calls, phone numbers and profiles. */
export const success = (data: unknown): Answer => json(200, { data, isSuccess: true });

/** The provider says 400, not 404, for what it can't find by id. */
export const notFoundById = (message: string): Answer => json(400, { message });

export const unauthorized = (): Answer =>
  json(401, { message: "Authorization has been denied for this request." });

export const noSuchPath = (): Answer =>
  json(404, { message: "No HTTP resource was found that matches the request URI." });

export const methodNotAllowed = (method: string): Answer =>
  json(405, { message: `The requested resource does not support http method '${method}'.` });

/** What a query got wrong, by parameter, in the provider's words. */
export const invalidRequest = (modelState: Readonly<Record<string, readonly string[]>>): Answer =>
  json(400, { message: "The request is invalid.", modelState });

/** An error of the journal. */
export const journalError = (status: number, errorCode: string, message: string, data?: unknown): Answer =>
  json(status, { errorCode, message, ...(data === undefined ? {} : { data }) });
