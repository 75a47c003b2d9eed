@org.jspecify.annotations.NullMarked
package dev.madang.follow.web;
