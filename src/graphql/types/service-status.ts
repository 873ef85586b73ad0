import { Field, ObjectType } from 'type-graphql';
import type { ModelState } from '../context';
import { enumOf } from '../enum-of';
import { Position, positionText } from '../scalars/position';

type State = 'RUNNING' | 'STOPPED' | 'HELD_UP';

const STATES = {
  running: 'RUNNING',
  stopped: 'STOPPED',
  'held-up': 'HELD_UP',
} as const satisfies Readonly<Record<ModelState['status'], State>>;

/** Whether a read model follows the log. */
export const ReadModelStateEnum = enumOf<State>('ReadModelState', 'Whether a read model follows the log.', {
  RUNNING: 'It follows the log.',
  STOPPED:
    'It stands before an event that it cannot apply: its answers are of that position. An operator must act.',
  HELD_UP: 'Log or rows cannot be read now; it goes on by itself.',
});

/** How far one read model has come. */
@ObjectType({ simpleResolvers: true, description: 'How far one read model has come.' })
export class ReadModelStatus {
  @Field(() => String, { description: 'Name of the read model.' })
  readonly name: string;

  @Field(() => Position, { description: 'The last position it reflects.' })
  readonly position: string;

  @Field(() => ReadModelStateEnum, { description: 'Whether it follows the log.' })
  readonly state: State;

  @Field(() => String, { nullable: true, description: 'Which event stopped it.' })
  readonly why: string | undefined;

  constructor({ name, checkpoint, status, why }: ModelState, storeId: string) {
    this.name = name;
    this.position = positionText({ storeId }, checkpoint);
    this.state = STATES[status];
    this.why = why;
  }
}

/** The log and how far the read models have followed it. */
@ObjectType({ simpleResolvers: true, description: 'The log, and how far the read models have followed it.' })
export class ServiceStatus {
  @Field(() => String, { description: 'Id of the event store; the beginning of every position.' })
  readonly storeId: string;

  @Field(() => Position, { description: 'Position of the last event of the log.' })
  readonly head: string;

  @Field(() => Position, { description: 'Position that every read model in service has reached.' })
  readonly position: string;

  @Field(() => [ReadModelStatus], { description: 'The read models.' })
  readonly models: readonly ReadModelStatus[];

  constructor(storeId: string, head: number, position: string, models: readonly ModelState[]) {
    this.storeId = storeId;
    this.head = positionText({ storeId }, head);
    this.position = position;
    this.models = models.map((model) => new ReadModelStatus(model, storeId));
  }
}
