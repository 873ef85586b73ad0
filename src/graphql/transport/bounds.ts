/** How much of a body that is too long is read on, so that its sender can read the answer. */
export const DISCARDED_BYTES_MAX = 1_000_000;
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
/** The most WebSockets of one address that have not yet said whose they are. */
export const SOCKETS_WAITING_PER_ADDRESS_MAX = 100;
/** How many bytes may wait to leave by one WebSocket before nothing more is read from it. */
export const SOCKET_BUFFER_BYTES_MAX = 1_000_000;
/** How often a WebSocket is asked whether it is still there; one that does not answer is dropped. */
export const SOCKET_PING_MS = 12_000;
/** How long a client may take to answer that a WebSocket is to be closed. */
export const SOCKET_CLOSE_WAIT_MS = 1_000;
/** The most event streams (SSE) at once. */
export const EVENT_STREAMS_MAX = 1_000;
/** How often an event stream is sent something, so that nothing on the way takes it for idle. */
export const STREAM_STILL_THERE_MS = 12_000;
/** The most connections that are watched for the end of their owner's access. */
export const LIVE_CONNECTIONS_MAX = SOCKETS_MAX + EVENT_STREAMS_MAX;
/** The most live connections whose access is decided anew at once. */
export const ACCESS_CHECKS_AT_ONCE_MAX = 64;
/** How long the watch over access rests after a fault. */
export const ACCESS_RETRY_MS = 500;
/** How long a client whose access has ended may take to close; then it is dropped. */
export const END_WAIT_MS = 400;
/** The longest delay a timer of Node can have. */
export const TIMER_MS_MAX = 2 ** 31 - 1;
/** The most forms of the `Accept` header whose answer is remembered, and the most characters of one. */
export const ACCEPTS_REMEMBERED_MAX = 100;
export const ACCEPT_CHARACTERS_MAX = 300;
/** The most characters of all answers that are remembered, and of one of them with its question. */
export const ANSWERS_REMEMBERED_CHARACTERS_MAX = 16_000_000;
export const ANSWER_REMEMBERED_CHARACTERS_MAX = 250_000;
/** The most questions that are known to have been asked once, and the most characters of one that is remembered. */
export const QUESTIONS_ASKED_ONCE_MAX = 2_000;
export const QUESTION_REMEMBERED_CHARACTERS_MAX = 2_000;
