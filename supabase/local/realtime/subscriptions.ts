/** A message to everyone in a channel. `meta` names the row of realtime.messages where there is one. */
export type Broadcast = { event: string; payload: unknown; meta?: { id: string } };

export type Subscriber = { receive: (broadcast: Broadcast) => void };

/** Who is in which private channel, over all connections. */
export class Subscriptions {
  #byTopic = new Map<string, Set<Subscriber>>();

  add(topic: string, subscriber: Subscriber): void {
    const subscribers = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, subscribers.add(subscriber));
  }

  remove(topic: string, subscriber: Subscriber): void {
    const subscribers = this.#byTopic.get(topic);
    subscribers?.delete(subscriber);
    if (subscribers?.size === 0) this.#byTopic.delete(topic);
  }

  deliver(topic: string, broadcast: Broadcast, except?: Subscriber): void {
    for (const subscriber of this.#byTopic.get(topic) ?? []) {
      if (subscriber !== except) subscriber.receive(broadcast);
    }
  }
}
