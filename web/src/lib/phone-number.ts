/**
 * E.164 as people of its country write it. Only the North American plan (+1) has one fixed shape; elsewhere the
 * groups depend on the area code, and a wrong grouping is worse than none.
 */
export function formatPhoneNumber(number: string): string {
  const [, area, exchange, line] = number.match(/^\+1(\d{3})(\d{3})(\d{4})$/) ?? [];
  return area ? `+1 (${area}) ${exchange}-${line}` : number;
}
