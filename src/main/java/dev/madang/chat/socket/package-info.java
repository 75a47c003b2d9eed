/** Chat over a socket: what is said reaches those who are there, in order, once. Begin at SocketEndpoint and LiveRoom. */
@NullMarked
package dev.madang.chat.socket;

import org.jspecify.annotations.NullMarked;
