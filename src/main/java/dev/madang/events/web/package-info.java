@org.jspecify.annotations.NullMarked
package dev.madang.events.web;
