/** A JSON answer that any page may read, as the platform's gateway gives. */
export function jsonResponse(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "access-control-allow-origin": "*" } });
}

export function notFound(): Response {
  return jsonResponse(404, { message: "no Route matched with those values" });
}
