/** Something a client may not do or that is not served here. The message is what the client is told. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}
