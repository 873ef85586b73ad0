import { type Answer, type Client, clientOf, headOf } from './asking';
import { activeOrganization, partnerContact, personNumber } from './people';
import { type RunningServer, startServer } from './running-server';

/** Stands in every bad value; no answer and no log line may repeat it. */
export const MARK = 'Zebrafinch';

/** A text of so many characters. */
export const long = (length: number): string => MARK.repeat(length).slice(0, length);

/** A server with a partner contact, which bad requests are sent to. */
export interface Target {
  readonly server: RunningServer;
  readonly client: Client;
  readonly contactId: string;
  readonly partnerId: string;
  /** Whatever was sent: nothing was recorded, the server is well, and the value comes back nowhere. */
  expectHarmless(answer: Answer): Promise<void>;
}

export const startTarget = async (folder: string): Promise<Target> => {
  const server = await startServer('serve', folder);
  const client = await clientOf(server);
  const partnerId = await activeOrganization(client);
  const contactId = await partnerContact(client, personNumber(1), partnerId);
  const head = await headOf(client);
  return {
    server,
    client,
    contactId,
    partnerId,
    expectHarmless: async ({ status, text }) => {
      expect(status).toBeLessThan(500);
      expect(text).not.toContain(MARK);
      expect(server.errors()).not.toContain(MARK);
      expect(await headOf(client)).toBe(head);
    },
  };
};
