// Runs before the app, and in its place if it cannot run: sets the language, asks the API for what comes first, shows that
// loading takes long, and reports errors.
// Written in the syntax of 2009, because even a browser that is too old for the app has to say so.
(function () {
  var root = document.documentElement;
  var language, marker;
  try {
    language = localStorage.getItem("okno.language");
    // Set while a sign-out is not complete (src/state/tabs.rs).
    marker = localStorage.getItem("okno.session");
  } catch (error) {}
  root.lang = language === "en" ? "en" : "ru";
  var words = WORDS[root.lang];
  var assets = root.getAttribute("data-assets");
  var phone = root.getAttribute("data-phone");
  var files = ["okno.js", "okno_bg.wasm", root.lang + "-main.json"];
  var navigation = performance.getEntriesByType("navigation")[0];
  var isReloaded = navigation && navigation.type === "reload";
  var isOver = false;
  var attempts = 0;
  var pause, timer;
  // The static shell shows the Russian home page. For any other address or language it shows only that the page loads.
  root.setAttribute("data-shell", location.pathname === "/" && root.lang === "ru" ? "home" : "wait");

  function find(selector) {
    return document.querySelector(selector);
  }

  function isWaiting() {
    return !isOver && find("#shell");
  }

  /** The button «Попробовать ещё раз», if wanted, and the phone number. */
  function help(button) {
    return (
      (button ? '<p id="tried" role="status"></p><p><button id="' + button + '" class="button">' + words[button] + "</button></p>" : "") +
      "<p>" + words.call + ' <a href="tel:' + phone + '">' + phone.replace(/ /g, "\u00a0") + "</a></p>"
    );
  }

  function tell(main, problem, button) {
    isOver = true;
    main.innerHTML = '<h1 tabindex="-1">' + words[problem + "_title"] + "</h1><p>" + words[problem] + "</p>" + help(button);
    document.title = words[problem + "_title"] + words.site;
    find("h1").focus();
  }

  /**
   * Fetches all files past the cache, where a copy may be damaged, and reloads the page once they arrive. Only a reload runs a
   * script that has failed before.
   */
  function retry(isPressed) {
    if (!find("#shell")) return;
    attempts += 1;
    var attempt = attempts;
    function say(text) {
      var place = find("#tried");
      if (isPressed && place) place.textContent = text;
    }
    clearTimeout(timer);
    // Requests that hang occupy the connections we need. The first attempts are short, to find out dead connections quickly.
    window.stop();
    say(words.trying);
    Promise.all(
      files.map(function (name) {
        var limit = AbortSignal.timeout(Math.min(attempt * 15000, 60000));
        return fetch(assets + name, { cache: "reload", signal: limit }).then(function (answer) {
          // 404: a newer release has replaced the files. The reloaded page asks for the new ones.
          if (!answer.ok && answer.status !== 404) throw answer;
          return answer.blob();
        });
      })
    ).then(
      function () {
        if (find("#shell")) location.reload();
      },
      function () {
        if (attempt !== attempts) return;
        say(words.still);
        timer = setTimeout(retry, pause);
        pause = Math.min(pause * 2, 60000);
      }
    );
  }

  function fail() {
    if (!isWaiting()) return;
    tell(find("#shell main"), "failed", "again");
    // Wait longer if a reload has not helped.
    pause = isReloaded ? 30000 : 3000;
    timer = setTimeout(retry, pause);
    addEventListener("online", retry);
  }

  function tooOld() {
    if (isWaiting()) tell(find("#shell main"), "old");
  }

  /** Whether a script is the app's. Extensions and antivirus programs add scripts of their own. */
  function isOurs(address) {
    return !address || address.indexOf(location.origin + assets) === 0;
  }

  /** The app has crashed, unless the trap is an extension's. */
  function trap(error) {
    if (error instanceof WebAssembly.RuntimeError && !/-extension:/.test(error.stack)) window.okno.crash();
  }

  document.addEventListener("click", function (event) {
    // A translator wraps the words of a button in elements of its own.
    if (event.target.closest("#again")) {
      fail();
      retry(true);
    }
    if (event.target.closest("#reload")) location.reload();
  });

  // The app needs WebAssembly and AbortSignal.timeout. A browser with the latter has everything else too.
  var isFit = window.WebAssembly && window.AbortSignal && AbortSignal.timeout;
  // The document is parsed now, but its scripts may still be loading.
  document.onreadystatechange = function () {
    document.onreadystatechange = null;
    find("#wait").textContent = words.loading;
    if (!isFit) tooOld();
  };
  if (!isFit) return;

  setTimeout(function () {
    if (isWaiting()) find("#wait").textContent = words.slow;
  }, 10000);
  setTimeout(function () {
    if (!isWaiting()) return;
    root.setAttribute("data-shell", "late");
    find("#wait").textContent = words.late;
    find("#wait").insertAdjacentHTML("afterend", help("again"));
  }, 30000);

  addEventListener(
    "error",
    function (event) {
      var target = event.target;
      trap(event.error);
      // One of our scripts was cut or did not load. A fit browser knows our syntax, so a SyntaxError means a cut script; a word
      // that is cut can also be a name that nothing has.
      if (event.error instanceof SyntaxError || event.error instanceof ReferenceError ? event.filename && isOurs(event.filename) : target.nodeName === "SCRIPT" && isOurs(target.src)) fail();
      else if (target.rel === "stylesheet") {
        setTimeout(function () {
          // The same address alone brings it only once more.
          target.disabled = true;
          target.disabled = false;
        }, 3000);
      }
    },
    true
  );
  addEventListener("unhandledrejection", function (event) {
    trap(event.reason);
  });
  window.okno = {
    /** Requests to the API by address, until the app takes them. */
    early: {},
    /** Requests for files of the app by name, the same. */
    files: {},
    get: get,
    ask: ask,
    start: function (start) {
      start({ module_or_path: assets + files[1] }).catch(function (error) {
        trap(error);
        fail();
      });
    },
    fail: fail,
    /**
     * A newer release has replaced this one, and a part is gone. Reloads, unless the app asks before leaving (uploads), somebody
     * types, or a reload has brought the same release again.
     */
    outdated: function () {
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.nodeName)) return;
      if (!dispatchEvent(new Event("beforeunload", { cancelable: true }))) return;
      try {
        if (sessionStorage.getItem("okno.outdated") === assets) return;
        sessionStorage.setItem("okno.outdated", assets);
        location.reload();
      } catch (error) {}
    },
    crash: function () {
      document.body.innerHTML = '<div id="crash"><main class="main"></main></div>';
      tell(find("main"), "crash", "reload");
    },
  };

  /**
   * Fetches something small, for at most 20 seconds. The limit ends when everything is there: the signal of an answer that waits
   * for the app would spoil it.
   */
  function get(address, headers) {
    var limit = new AbortController();
    var timer = setTimeout(function () {
      limit.abort();
    }, 20000);
    function end() {
      clearTimeout(timer);
    }
    return fetch(address, { headers: headers, signal: limit.signal }).then(function (answer) {
      answer.clone().text().then(end, end);
      return answer;
    });
  }

  /** Asks the API, and keeps the answer until the app takes it (src/platform/early.rs). */
  function ask(path) {
    var address = root.getAttribute("data-api") + path;
    var asked = get(address, { "Accept-Language": root.lang }).then(function (answer) {
      answer.at = Date.now();
      // Where the app cannot take it, for example because a part does not come, it would get out of date.
      setTimeout(function () {
        delete window.okno.early[address];
      }, 30000);
      return answer;
    });
    asked.catch(function () {});
    return (window.okno.early[address] = asked);
  }

  var texts = document.createElement("link");
  texts.rel = "preload";
  texts.as = "fetch";
  texts.crossOrigin = "anonymous";
  texts.href = assets + files[2];
  document.head.appendChild(texts);
  // Another tab signs in or out: what was asked for may belong to somebody else.
  addEventListener("storage", function (event) {
    if (event.key === "okno.session") window.okno.early = {};
  });
  // A pending sign-out has to reach the server before anything else is asked.
  if (!marker) window.okno.session = ask("/session");
  if (location.pathname === "/" && !marker) ask("/services");
})();
