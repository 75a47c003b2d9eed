package dev.madang.chat.socket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sockets how many sockets of chat one server has open at most */
@ConfigurationProperties("madang.chat")
record SocketProperties(@DefaultValue("2000") int sockets) {
}
