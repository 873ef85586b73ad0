/** The most bytes of a request body. */
export const BODY_BYTES_MAX = 100_000;
/** How much of a body that is too long is read on, so that its sender can read the answer. */
export const DISCARDED_BYTES_MAX = 1_000_000;
/** How long a query or a mutation may run, and a subscription may take to begin. */
export const DEADLINE_MS = 10_000;
/** How long a client may take to send its headers. */
export const HEADERS_TIMEOUT_MS = 5_000;
/** How long a client may take to send a whole request. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** How long an idle connection is kept for the next request. */
export const KEEP_ALIVE_MS = 10_000;
/** The most connections at once, of all kinds. */
export const CONNECTIONS_MAX = 5_000;
/** The most bytes of all headers of a request. */
export const HEADER_BYTES_MAX = 16_384;
/** The most WebSocket connections at once. */
export const SOCKETS_MAX = 1_000;
/** The most bytes of one WebSocket message. */
export const SOCKET_MESSAGE_BYTES_MAX = 64 * 1_024;
/** How long a client may take to send `connection_init`. */
export const SOCKET_INIT_TIMEOUT_MS = 3_000;
/** The most operations under way on one WebSocket connection. */
export const SUBSCRIPTIONS_PER_SOCKET_MAX = 20;
/** How often a WebSocket is asked whether it is still there; one that does not answer is dropped. */
export const SOCKET_PING_MS = 12_000;
/** How long a client may take to answer that a WebSocket is to be closed. */
export const SOCKET_CLOSE_WAIT_MS = 1_000;
/** The most event streams (SSE) at once. */
export const EVENT_STREAMS_MAX = 1_000;
/** The most messages that wait for a slow reader of an event stream; its subscription rests meanwhile. */
export const STREAM_WINDOW = 16;
/** The longest delay a timer of Node can have. */
export const TIMER_MS_MAX = 2 ** 31 - 1;
