// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leat::detail {

/// Who is told a metric or a tag.
enum class told_to : unsigned char { hooks, record };

/// A metric, or a tag where `is_tag`, as it is told.
struct told_word {
    told_to to{};
    bool is_tag = false;
    metric_value value{}; ///< of a tag only the name
};

/// Puts what the elements of a map tell into the order of the elements, whatever threads work on
/// them. The first range of elements that has not ended tells at once; what later ranges tell
/// waits. So the steps of metrics, and the order of their points, are those of one thread. Ranges
/// begin and end in any order, and cover all elements from 0. The steps of a run are put in order
/// in the same way. It has no lock: `shared_listeners` and `told_by_steps` have.
class element_order {
public:
    /// One range of elements, while a thread works on it.
    struct range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// Whether something of a range waits.
    bool waits(range const& from) const noexcept {
        auto const at = std::ranges::lower_bound(ranges_, from.begin, {}, &known::begin);
        return at != ranges_.end() && at->begin == from.begin && !at->words.empty();
    }
    bool has_turn(range const& from) const noexcept { return from.begin == turn_; }
    /// Keeps a word until it is the turn of its range. Cost: that of copying its texts.
    void wait(range const& from, told_word const& word) {
        metric_value const& value = word.value;
        find(from.begin)
            .words.push_back({word, std::string(value.name), std::string(value.text),
                              std::string(value.at.context)});
    }
    /// A range has ended: `say(begin, word)` is called for what has waited for that, with the
    /// begin of the range that told it.
    template <class Say>
    void ended(range const& which, Say const& say) {
        if (ranges_.empty() && has_turn(which)) {
            turn_ = which.end;
            return;
        }
        find(which.begin).end = which.end;
        // The turn is that of the first range that has not ended; what it told so far is said.
        while (!ranges_.empty() && ranges_.front().begin == turn_) {
            for (waiting const& one : std::exchange(ranges_.front().words, {}))
                say(turn_, one.word());
            if (!ranges_.front().end) return;
            turn_ = *ranges_.front().end;
            ranges_.erase(ranges_.begin());
        }
    }

    /// No range begins any more: what still waits is said, in order.
    template <class Say>
    void finish(Say const& say) {
        for (known const& one : std::exchange(ranges_, {}))
            for (waiting const& word : one.words) say(one.begin, word.word());
    }

private:
    struct waiting {
        told_word told;
        std::string name, text, context; ///< in place of the views, which are gone by then

        told_word word() const {
            told_word made = told;
            made.value.name = name;
            made.value.text = text;
            made.value.at.context = context;
            return made;
        }
    };
    struct known {
        std::size_t begin;
        std::vector<waiting> words{};
        std::optional<std::size_t> end{}; ///< once the range has ended
    };
    known& find(std::size_t begin) {
        auto const at = std::ranges::lower_bound(ranges_, begin, {}, &known::begin);
        if (at != ranges_.end() && at->begin == begin) return *at;
        return *ranges_.insert(at, known{.begin = begin});
    }

    std::vector<known> ranges_{}; ///< those that wait, or have ended, by their begin
    std::size_t turn_ = 0;        ///< where the range begins that tells at once
};

} // namespace leat::detail
