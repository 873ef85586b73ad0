import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { SUBJECTS_PER_OPERATION_MAX } from '../audit/use-records/bounds';
import { subjectsOf } from '../audit/use-records/subjects';
import type { UseLog } from '../audit/use-records/use-log';
import type { UseEntry } from '../audit/use-records/use-record';
import { type Actor, referenceTo } from '../domain/actor';
import { clientError } from './client-error';

/** Something that the actor was not allowed. */
export interface Denied {
  readonly operation: string;
  readonly code: string;
  /** The id of what was asked for. */
  readonly subjectId?: string | undefined;
  /** The partner organization that decided. */
  readonly partnerOrganizationId?: string | undefined;
}

/** Whose use is recorded, and where. */
export interface UseParts {
  readonly useLog: UseLog;
  readonly actor?: Actor | undefined;
  readonly correlationId: string;
  /** Why, as the request said. */
  readonly purpose?: string | undefined;
}

/** The place of a field in the answer. */
export type Path = GraphQLResolveInfo['path'];

/**
 * What one request was denied and what personal data it was shown. Nothing is recorded before `settle`, which stands
 * before each answer: what cannot be recorded is not shown.
 */
export class UseOfRequest {
  private readonly operations = new Map<string | number, string>();
  /** Most requests are denied nothing, and few reads are recorded: there is nothing to make for them. */
  private denials: Map<string, { readonly denied: Denied; readonly ids: Set<string> }> | undefined;
  private reads: Map<string, Set<string>> | undefined;

  constructor(private readonly parts: UseParts) {}

  /** Names the operation that a field of the answer is: a client may have called it anything. */
  began({ path, fieldName }: GraphQLResolveInfo): void {
    this.operations.set(rootOf(path), fieldName);
  }

  denied(denied: Denied): void {
    const key = [denied.operation, denied.code, denied.partnerOrganizationId].join(' ');
    this.denials ??= new Map();
    const { ids } = this.denials.get(key) ?? { ids: new Set<string>() };
    if (denied.subjectId !== undefined) add(ids, denied.subjectId);
    this.denials.set(key, { denied, ids });
  }

  /** Whether there is nothing to record. */
  get isEmpty(): boolean {
    return this.denials === undefined && this.reads === undefined;
  }

  /** The operation of the answer that a field belongs to was not shown the thing. */
  deniedAt(path: Path, denied: Omit<Denied, 'operation'>): void {
    this.denied({ ...denied, operation: this.operationAt(path) });
  }

  /** The answer shows personal data of the subject. */
  read(path: Path, subjectId: string): void {
    if (!isReadingRecorded(this.parts.actor)) return;
    const operation = this.operationAt(path);
    this.reads ??= new Map();
    const ids = this.reads.get(operation) ?? new Set<string>();
    this.reads.set(operation, add(ids, subjectId));
  }

  /** Records what there is; answers the error that stands in the place of an answer that may not be shown. */
  settle(): Promise<GraphQLError | undefined> | undefined {
    return this.isEmpty ? undefined : this.recorded();
  }

  private async recorded(): Promise<GraphQLError | undefined> {
    const { denials = new Map<string, never>(), reads = new Map<string, never>() } = this;
    this.denials = undefined;
    this.reads = undefined;
    for (const { denied, ids } of denials.values()) this.parts.useLog.note(this.denialOf(denied, ids));
    const entries = [...reads].map(([operation, ids]) => this.readOf(operation, ids));
    try {
      await Promise.all(entries.map((entry) => this.parts.useLog.record(entry)));
      return undefined;
    } catch {
      // The log of use has told why; whoever asks learns only that nothing is shown.
      return clientError(
        'USE_NOT_RECORDED',
        'What you asked for cannot be recorded now, so it is not shown. Ask again later, a mutation with its key.',
      );
    }
  }

  private operationAt(path: Path): string {
    const operation = this.operations.get(rootOf(path));
    if (operation === undefined) throw new Error('expected an operation that has begun, got a field of none');
    return operation;
  }

  private denialOf({ operation, code, partnerOrganizationId }: Denied, ids: ReadonlySet<string>): UseEntry {
    return {
      kind: 'DENIAL',
      ...this.who(),
      operation,
      code,
      ...(ids.size === 0 ? {} : { subjects: subjectsOf(ids) }),
      ...(partnerOrganizationId === undefined ? {} : { partnerOrganizationId }),
      ...this.why(),
    };
  }

  private readOf(operation: string, ids: ReadonlySet<string>): UseEntry {
    const subjects = subjectsOf(ids);
    return { kind: 'PERSONAL_READ', ...this.who(), operation, subjects, ...this.why() };
  }

  private who(): Pick<UseEntry, 'actor'> {
    return this.parts.actor === undefined ? {} : { actor: referenceTo(this.parts.actor) };
  }

  private why(): Pick<UseEntry, 'correlationId' | 'purpose'> {
    const { correlationId, purpose } = this.parts;
    return { correlationId, ...(purpose === undefined ? {} : { purpose }) };
  }
}

/** Whether each reading of personal data is recorded: of those who see everybody's by their office. */
export const isReadingRecorded = (actor: Actor | undefined): boolean =>
  actor?.kind === 'AUDITOR' || actor?.kind === 'ADMINISTRATOR';

const add = (ids: Set<string>, id: string): Set<string> => {
  if (ids.size >= SUBJECTS_PER_OPERATION_MAX && !ids.has(id)) {
    throw new Error(`Expected at most ${SUBJECTS_PER_OPERATION_MAX} subjects of one operation, got more`);
  }
  return ids.add(id);
};

const rootOf = (path: Path): string | number => {
  let root = path;
  while (root.prev !== undefined) root = root.prev;
  return root.key;
};
