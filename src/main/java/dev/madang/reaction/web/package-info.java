@org.jspecify.annotations.NullMarked
package dev.madang.reaction.web;
