// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/round_memory.hpp>
#include <leat/memo/part_store.hpp>
#include <leat/serial/archive.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// Keeps the state of an iterate in the cache, in the record, or in both: what was saved last, with
/// the number of rounds before it. It is dropped when the node has ended.
template <class T>
class iterate_memory final : public part_memory, public round_memory<T> {
public:
    iterate_memory(caching_memo& memo, run_state& run, std::size_t item) : kept_(memo, run, item) {}

    void* known() override {
        round_memory<T>* const self = this;
        return kept_.has_key() ? static_cast<void*>(self) : nullptr;
    }

    std::optional<std::pair<std::size_t, T>> recall() override {
        std::optional<std::pair<std::size_t, T>> found;
        try {
            kept_.visit([&](std::string_view bytes, auto const&) {
                auto const heading = take_keys(bytes);
                if (!heading || heading->size() != 1) return true;
                found.emplace(static_cast<std::size_t>((*heading)[0].low),
                              leat::load_from<T>(bytes));
                return false;
            });
        } catch (std::exception const& e) {
            say("what was saved of its rounds cannot be read, so it starts anew: ", e.what());
        }
        if (found) went_on_ = found->first;
        return found;
    }
    void save(std::size_t rounds, T const& state) noexcept override {
        try {
            std::ostringstream bytes;
            leat::save_to(bytes, state);
            kept_.save(write_keys({digest{0, static_cast<std::uint64_t>(rounds)}}) +
                       std::move(bytes).str());
            saved_ = true;
        } catch (std::exception const& e) {
            say("its rounds are not kept: ", e.what());
        }
    }

    /// Adds to the reason why the node ran from where it went on.
    void describe(node_report& report) override {
        if (report.status != node_status::ran || went_on_ == 0) return;
        report.reason.append(report.reason.empty() ? "" : "; ")
            .append("it went on after round ")
            .append(std::to_string(went_on_));
    }
    /// The node has ended.
    void finish() override {
        if (!saved_ && went_on_ == 0) return;
        try {
            kept_.reject();
        } catch (std::exception const& e) {
            say("what was saved of its rounds cannot be removed: ", e.what());
        }
    }

private:
    void say(char const* what, char const* why) const {
        run_log const& log = kept_.run().log;
        inside_gate const inside(log.gate);
        log.say(kept_.node(), std::string(what) + why);
    }

    part_store kept_;
    std::size_t went_on_ = 0; ///< after so many rounds
    bool saved_ = false;
};

} // namespace leat::detail
