@org.jspecify.annotations.NullMarked
package dev.madang.board.web;
