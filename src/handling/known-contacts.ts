import type { ExternalId } from '../../events';
import type { Contact } from '../domain/contact/contact';
import type { EventLog } from '../store/event-log';
import type { LoadsSubjects } from './loaded-subjects';
import type { Reservations } from './reservations';

/** A contact as it is recorded, and the revision of its stream. */
export interface KnownContact {
  readonly contactId: string;
  readonly contact: Contact;
  readonly version: number;
}

/** Contacts as the streams say at this moment, for who cannot wait until the read models say the same. */
export class KnownContacts {
  constructor(
    private readonly log: EventLog,
    private readonly loaded: LoadsSubjects,
    private readonly reservations: Reservations,
  ) {}

  /** The contact with this id. */
  async find(contactId: string): Promise<KnownContact | undefined> {
    const { state, revision } = await this.loaded.load('contact', `contact-${contactId}`);
    return state.registered ? { contactId, contact: state, version: revision } : undefined;
  }

  /** The contact that bears an id of another system: it holds the reservation of that id. */
  async findByExternalId({ system, id }: ExternalId): Promise<KnownContact | undefined> {
    const bearer = await this.reservations.holderOf(
      'externalId',
      this.log.keyOf('externalId', `${system} ${id}`),
    );
    return bearer === undefined ? undefined : this.find(bearer);
  }
}
