// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/ui_json.ipp>
#include <leat/cli/impl/ui_page.ipp>
#include <leat/cli/impl/ui_reader.ipp>
#include <leat/cli/impl/ui_rules.ipp>
#include <leat/cli/impl/ui_script.ipp>
#include <leat/cli/impl/ui_script_list.ipp>
#include <leat/cli/impl/ui_script_plot.ipp>
#include <leat/cli/impl/ui_script_run.ipp>
#include <leat/cli/impl/ui_style.ipp>
#include <leat/cli/ui_options.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/query_text.hpp>
#include <leat/repo/repo.hpp>
#include <leat/repo/run_id.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/report.hpp>
#include <leat/view/svg.hpp>
#include <leat/view/xml_text.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <httplib.h>

namespace leat {

namespace detail {

/// What is asked cannot be given: a status of HTTP and a sentence.
struct ui_refusal {
    int status;
    std::string why;
};

/// Answers requests about a repo. For any number of threads.
class ui_answers {
public:
    /// `key` is the secret without which nothing is answered.
    ui_answers(repo const& from, ui_options const& options, std::string key)
        : repo_(from), reader_(from), options_(options), key_(std::move(key)),
          token_(make_token()) {}

    /// Never throws: what goes wrong is an answer.
    void operator()(httplib::Request const& asked, httplib::Response& made) const {
        set_headers(made);
        bool const api = asked.path.starts_with("/api/");
        try {
            made.status = 200;
            answer(asked, made);
        } catch (ui_refusal const& no) {
            refuse(made, api, no.status, no.why);
        } catch (query_error const& e) {
            refuse(made, true, 400, e.what(),
                   ",\"line\":" + std::to_string(e.line()) +
                       ",\"column\":" + std::to_string(e.column()));
        } catch (run_active const& e) {
            refuse(made, api, 409, e.what());
        } catch (repo_error const& e) {
            refuse(made, api, 500, e.what());
        } catch (...) {
            refuse(made, api, 500, current_message());
        }
    }

private:
    using request = httplib::Request;
    using response = httplib::Response;

    static void set_headers(response& made) {
        made.set_header("Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "
                        "'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
                        "frame-ancestors 'none'");
        made.set_header("X-Content-Type-Options", "nosniff");
        made.set_header("Referrer-Policy", "no-referrer");
        made.set_header("Cache-Control", "no-store");
        made.set_header("Cross-Origin-Resource-Policy", "same-origin");
        made.set_header("Cross-Origin-Opener-Policy", "same-origin");
    }

    static void refuse(response& made, bool api, int status, std::string const& why,
                       std::string const& more = {}) {
        made.status = status;
        std::string text;
        if (api) {
            text = "{\"error\":";
            print_json(text, why);
            text += more + "}";
        } else {
            text = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta "
                   "name=\"viewport\" content=\"width=device-width\"><meta "
                   "name=\"color-scheme\" content=\"light dark\"><title>leat</title>";
            bool const inside = status != 403; // else there is no style, and no list to go to
            if (inside) text += "<link rel=\"stylesheet\" href=\"/ui.css\">";
            text += "<main><p class=\"notice bad\">";
            print_xml_text(text, why);
            text += inside ? "</p><p><a href=\"/\">All runs</a></p></main></html>\n"
                           : "</p></main></html>\n";
        }
        made.set_content(text, api ? "application/json" : "text/html; charset=utf-8");
    }

    void answer(request const& asked, response& made) const {
        if (asked.get_header_value_count("Host") != 1 ||
            !may_ask(asked.get_header_value("Host"), options_.host, options_.public_host))
            throw ui_refusal{403, "This server answers only under the name of this machine: open "
                                  "it as http://127.0.0.1, with its port."};
        let_in(asked, made);
        std::string_view const path = asked.path;
        if (asked.method == "POST" && path.starts_with("/api/remove/"))
            return remove(asked, made, after(path, "/api/remove/"));
        if (asked.method != "GET" && asked.method != "HEAD") {
            made.set_header("Allow", "GET, HEAD");
            throw ui_refusal{405, "This server only answers GET and HEAD."};
        }
        if (path == "/") return send(made, ui_page(token(), repo_.path().string()), "text/html");
        if (path == "/ui.css") return send(made, std::string(ui_style), "text/css");
        if (path == "/ui.js") return send(made, script(), "text/javascript");
        if (path == "/favicon.ico") return void(made.status = 204);
        if (path == "/api/runs") return runs(asked, made);
        if (path == "/api/compare") return compare(asked, made);
        if (path.starts_with("/api/run/")) return run(asked, made, after(path, "/api/run/"));
        if (path.starts_with("/api/metrics/"))
            return metrics(asked, made, after(path, "/api/metrics/"));
        if (path.starts_with("/graph/")) return graph(asked, made, after(path, "/graph/"));
        if (path.starts_with("/run/")) return report(asked, made, after(path, "/run/"));
        throw ui_refusal{404, "There is no such page here."};
    }

    // With the secret in a cookie, or in the address of the page, which then gives that cookie.
    void let_in(request const& asked, response& made) const {
        std::string const name = cookie_name(asked.get_header_value("Host"));
        for (std::size_t i = 0; i < asked.get_header_value_count("Cookie"); ++i)
            if (has_cookie(asked.get_header_value("Cookie", i), name, key_)) return;
        if (asked.method != "GET" || asked.path != "/" ||
            !same_secret(asked.get_param_value("key"), key_))
            throw ui_refusal{403, "This page is for the user who started the server: open the "
                                  "address that the program printed, with its key."};
        made.set_header("Set-Cookie", name + '=' + key_ + "; Path=/; HttpOnly; SameSite=Strict");
    }

    static std::string_view after(std::string_view path, std::string_view front) {
        path.remove_prefix(front.size());
        return path;
    }

    std::string token() const { return options_.writable ? token_ : std::string(); }

    static std::string script() {
        return std::string(ui_script)
            .append(ui_script_plot)
            .append(ui_script_list)
            .append(ui_script_run);
    }

    static void send(response& made, std::string const& text, std::string const& type) {
        made.set_content(text, (type + "; charset=utf-8").c_str());
    }

    // Nothing when the browser has it already.
    static void send_json(request const& asked, response& made, std::string const& text) {
        if (!is_news(asked, made, entity_tag(text))) return;
        made.set_content(text, "application/json");
    }
    static bool is_news(request const& asked, response& made, std::string const& tag) {
        made.set_header("ETag", tag);
        if (asked.get_header_value("If-None-Match") != tag) return true;
        made.status = 304;
        return false;
    }

    // Throws `ui_refusal` where there is none, with the nearest id.
    run_record found(std::string_view id) const {
        if (!may_be_run_id(id)) throw ui_refusal{404, "That is no id of a run."};
        if (reader_.has(id)) return repo_.run(id);
        try {
            return repo_.run(id);
        } catch (repo_error const& e) {
            (void)reader_.has(id); // throws where the repo is what is wrong
            throw ui_refusal{404, e.what()};
        }
    }

    // What is read of a run that is removed meanwhile is none.
    template <class Read>
    auto read(std::string_view id, Read what) const {
        run_record const record = found(id);
        try {
            return what(record);
        } catch (repo_error const& e) {
            if (!reader_.has(record.id())) throw ui_refusal{404, e.what()};
            throw;
        }
    }

    void runs(request const& asked, response& made) const {
        std::string const text = asked.get_param_value("query");
        std::string const before = asked.get_param_value("before");
        std::size_t limit = 100;
        if (asked.has_param("limit")) {
            auto const given = read_limit(asked.get_param_value("limit"), 1000);
            if (!given) throw ui_refusal{400, "limit is to be a number from 1 to 1000."};
            limit = *given;
        }
        if (!before.empty() && !is_run_id(before))
            throw ui_refusal{400, "before is to be the id of a run, as in 20261121-105050-x7k2mq."};
        bool const all = text.find_first_not_of(" \t\r\n") == text.npos;
        query const wanted = all ? query() : parse_query(text);
        send_json(asked, made, reader_.runs_json(wanted, limit, before));
    }

    void run(request const& asked, response& made, std::string_view id) const {
        send_json(asked, made, read(id, [](run_record const& record) { return run_text(record); }));
    }

    void metrics(request const& asked, response& made, std::string_view id) const {
        auto const text = read(id, [&](run_record const& record) -> std::optional<std::string> {
            auto const now = reader_.progress_of(record.id());
            if (!is_news(asked, made, entity_tag(now.mark))) return std::nullopt;
            return metrics_text(record, now);
        });
        if (text) made.set_content(*text, "application/json");
    }

    void compare(request const& asked, response& made) const {
        std::string const left = found(asked.get_param_value("left")).id();
        std::string const right = found(asked.get_param_value("right")).id();
        auto const both = read(left, [&](auto const&) {
            return read(right, [&](auto const&) { return repo_.compare(left, right); });
        });
        send_json(asked, made, comparison_text(both));
    }

    void graph(request const& asked, response& made, std::string_view id) const {
        auto const drawn = read(id, [](run_record const& record) { return draw(record.info()); });
        std::string const text = svg(drawn);
        if (is_news(asked, made, entity_tag(text))) made.set_content(text, "image/svg+xml");
    }

    void report(request const& asked, response& made, std::string_view id) const {
        std::string const other = asked.get_param_value("compare");
        report_options how{};
        if (!other.empty())
            how.compare = read(other, [](auto const& one) { return one.details(); });
        std::string const text = read(id, [&](run_record const& record) {
            how.title = record.pipeline() + " " + record.id();
            return report_html(record.details(), how);
        });
        // It has its own style and script within, and so may have nothing of this site.
        made.headers.erase("Content-Security-Policy");
        made.set_header("Content-Security-Policy",
                        report_policy() + "; frame-ancestors 'none'; sandbox allow-scripts");
        send(made, text, "text/html");
    }

    void remove(request const& asked, response& made, std::string_view id) const {
        if (!options_.writable)
            throw ui_refusal{403, "This server only shows runs: start it so that it may write."};
        std::string const origin = asked.get_header_value("Origin");
        std::string const site = asked.get_header_value("Sec-Fetch-Site");
        if ((!origin.empty() && origin != "http://" + asked.get_header_value("Host")) ||
            (!site.empty() && site != "same-origin"))
            throw ui_refusal{403, "A page of another site may not remove runs."};
        if (!same_secret(asked.get_header_value("X-Leat-Token"), token_))
            throw ui_refusal{403, "The token of this server is missing: load the page again."};
        std::string const whole = found(id).id();
        if (whole != id) throw ui_refusal{404, "To remove a run, give the whole of its id."};
        try {
            repo_.remove(whole);
        } catch (run_active const&) {
            throw;
        } catch (repo_error const& e) {
            if (!reader_.has(whole)) throw ui_refusal{404, e.what()};
            throw;
        }
        std::string text = "{\"removed\":";
        print_json(text, whole);
        made.set_content(text + "}", "application/json");
    }

    repo repo_;
    ui_reader reader_;
    ui_options options_;
    std::string key_, token_;
};

} // namespace detail
} // namespace leat
