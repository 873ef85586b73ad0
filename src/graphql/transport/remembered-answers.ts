import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { andThen, type Soon } from '../../../projections/soon';
import type { Actor } from '../../domain/actor';
import { ANSWERS_FROM_MODELS } from '../answers-from-models';
import {
  ANSWER_REMEMBERED_CHARACTERS_MAX,
  ANSWERS_REMEMBERED_CHARACTERS_MAX,
  QUESTION_REMEMBERED_CHARACTERS_MAX,
  QUESTIONS_ASKED_ONCE_MAX,
} from './bounds';
import type { Operation } from './operation';

/** The place where an answer may be remembered, for one actor with one question in one state. */
export interface RememberedPlace {
  find(): string | undefined;
  keep(text: string): void;
}

/**
 * Answers of one state of the read models. They are found by all that an answer depends on: the state, the
 * whole actor, the operation and its variables; when it is another state they are gone. An answer is remembered
 * when its question comes a second time: most come once.
 */
export class RememberedAnswers {
  private state: object | undefined;
  private texts = new Map<OperationDefinitionNode, Map<string, string>>();
  private characters = 0;
  private readonly askedOnce = new Set<string>();
  private readonly actors = new WeakMap<Actor, string>();
  private readonly marked = new WeakMap<OperationDefinitionNode, boolean>();

  constructor(private readonly stateOf: (() => Soon<object | undefined>) | undefined) {}

  /** Undefined where the answer may not be remembered, or its question comes for the first time. */
  placeOf({ schema, node, identity, variableValues }: Operation<object>): Soon<RememberedPlace | undefined> {
    if (this.stateOf === undefined || identity === undefined || !this.isMarked(schema, node))
      return undefined;
    const key = `${this.wholeActor(identity.actor)} ${JSON.stringify(variableValues ?? {})}`;
    if (!this.isAskedAgain(key)) return undefined;
    const state = this.stateOf();
    return andThen(state, (known) => this.placeIn(known, node, key));
  }

  /** All that is known of the actor, written once: an actor whose token is remembered is the same object. */
  private wholeActor(actor: Actor): string {
    const known = this.actors.get(actor) ?? JSON.stringify(actor);
    this.actors.set(actor, known);
    return known;
  }

  private placeIn(
    state: object | undefined,
    node: OperationDefinitionNode,
    key: string,
  ): RememberedPlace | undefined {
    if (state === undefined) return undefined;
    if (state !== this.state) this.forget(state);
    return {
      find: () => (state === this.state ? this.texts.get(node)?.get(key) : undefined),
      keep: (text) => {
        if (state === this.state) this.keep(node, key, text);
      },
    };
  }

  /** Whether the question came before, of whatever operation: what it is compared by is kept for a few. */
  private isAskedAgain(key: string): boolean {
    if (this.askedOnce.has(key)) return true;
    if (key.length > QUESTION_REMEMBERED_CHARACTERS_MAX) return false;
    if (this.askedOnce.size >= QUESTIONS_ASKED_ONCE_MAX) this.askedOnce.clear();
    this.askedOnce.add(key);
    return false;
  }

  private keep(node: OperationDefinitionNode, key: string, text: string): void {
    const characters = key.length + text.length;
    if (characters > ANSWER_REMEMBERED_CHARACTERS_MAX) return;
    if (this.characters + characters > ANSWERS_REMEMBERED_CHARACTERS_MAX) this.forget(this.state);
    const known = this.texts.get(node) ?? new Map<string, string>();
    this.characters += known.has(key) ? 0 : characters;
    this.texts.set(node, known.set(key, text));
  }

  private forget(state: object | undefined): void {
    this.state = state;
    this.texts = new Map();
    this.characters = 0;
  }

  /** Whether it asks for nothing but what the read models answer. */
  private isMarked(schema: GraphQLSchema, node: OperationDefinitionNode): boolean {
    const known = this.marked.get(node);
    if (known !== undefined) return known;
    const fields = schema.getQueryType()?.getFields() ?? {};
    const isMarked =
      node.operation === 'query' &&
      node.selectionSet.selections.every(
        (selection) =>
          selection.kind === 'Field' &&
          fields[selection.name.value]?.extensions[ANSWERS_FROM_MODELS] === true,
      );
    this.marked.set(node, isMarked);
    return isMarked;
  }
}
