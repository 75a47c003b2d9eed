@org.jspecify.annotations.NullMarked
package dev.madang.notification.web;
