import { Args, ArgsType, Extensions, Resolver, Root, Subscription } from 'type-graphql';
import type { EventType } from '../../../events';
import { clientError } from '../client-error';
import type { Context } from '../context';
import { ANSWERS_WITH_EVENT } from '../execution/shareable';
import { STREAMS } from '../inputs/bounds';
import { checked } from '../inputs/checked';
import { InputField, TextsField } from '../inputs/fields';
import { actorOf } from '../outcomes/send-command';
import { present } from '../present';
import { visibleEvents } from '../read/visible-events';
import { Position, positionIn } from '../scalars/position';
import { EventTypeEnum } from '../types/event-type';
import { RecordedEvent } from '../types/recorded-event';
import { eventStream } from './event-stream';

const AHEAD =
  'after lies ahead of the log: nothing has been recorded there yet. Begin behind a position you got here.';

/** Arguments of `events`. */
@ArgsType()
export class EventsArgs {
  @InputField(() => Position, 'Begin behind this position; with the first event of the log where left out.', {
    nullable: true,
  })
  readonly after?: string | null;

  @InputField(() => [EventTypeEnum], 'Only events of these types; all where left out.', { nullable: true })
  readonly types?: readonly EventType[] | null;

  @TextsField(
    'Only events of these streams: whole names, or beginnings that end in `-` (`contact-` is every contact).',
    STREAMS,
    {
      nullable: true,
    },
  )
  readonly streams?: readonly string[] | null;
}

/** The subscription `events`. */
@Resolver()
export class EventsSubscription {
  @Extensions({ [ANSWERS_WITH_EVENT]: true })
  @Subscription(() => RecordedEvent, {
    description:
      'Events from any position on: first those recorded already and then each as it is recorded, ' +
      'without a gap or a repeat. After a break go on behind the last position received.',
    subscribe: ({ args, context }) => subscribed(args, context),
  })
  events(@Root() event: RecordedEvent, @Args(() => EventsArgs) _args: EventsArgs): RecordedEvent {
    return event;
  }
}

const subscribed = async (given: unknown, context: Context): Promise<AsyncIterable<RecordedEvent>> => {
  const { liaison, signal } = context;
  const { after, types, streams } = await checked(EventsArgs, given);
  const from = typeof after === 'string' ? positionIn(liaison.log, after, 'after') : 0;
  // A cursor from ahead comes from a log that was restored from an older backup: waiting would miss events.
  if (from > (await liaison.log.head())) throw clientError('BAD_USER_INPUT', AHEAD, { path: 'after' });
  return eventStream(
    liaison.log,
    { after: from, ...present({ types, streams }) },
    signal,
    visibleEvents(actorOf(context), liaison),
  );
};
