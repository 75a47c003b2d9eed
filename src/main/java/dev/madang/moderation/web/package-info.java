@org.jspecify.annotations.NullMarked
package dev.madang.moderation.web;
